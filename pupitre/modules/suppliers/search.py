"""What is found of suppliers and contracts: of each, only what whoever sees it may read whole."""

from collections.abc import Collection, Iterator, Mapping

from pupitre.foundation.files.queries import names_on
from pupitre.foundation.registry import Found
from pupitre.foundation.registry.searched import Document, Searched, same
from pupitre.foundation.tenancy.models import Member
from pupitre.modules.suppliers.models import Contract, Supplier
from pupitre.modules.suppliers.queries import all_contracts, contracts_visible_to, suppliers_visible_to
from pupitre.ui.addresses import url_of

CONTRACT = "suppliers.contract"


def suppliers_documents(refs: Collection[str] | None) -> Iterator[Document]:
    """Without the notes: the directory is everybody's, and they are not in it."""
    for one in Supplier.objects.all() if refs is None else Supplier.objects.filter(ref__in=refs):
        said = (one.category, one.contact_name, one.email, one.phone, one.siren)
        yield Document(one.ref, one.name, " ".join(filter(None, said)), is_everybodys=True)


def suppliers_found(actor: Member, refs: Collection[str]) -> Mapping[str, Found]:
    slug = actor.company.slug
    return {
        one.ref: Found(one.name, url_of("suppliers:supplier", slug, one.ref), _whom(one))
        for one in suppliers_visible_to(actor).filter(ref__in=refs)
    }


def _whom(supplier: Supplier) -> str:
    return " · ".join(filter(None, (supplier.category, supplier.contact_name, supplier.phone)))


def contracts_documents(refs: Collection[str] | None) -> Iterator[Document]:
    contracts = list(all_contracts() if refs is None else all_contracts().filter(ref__in=refs))
    files = names_on(CONTRACT, [one.ref for one in contracts])
    for one in contracts:
        said = (
            one.reference,
            one.supplier.name,
            one.category,
            one.site and one.site.name,
            one.notes,
            files.get(one.ref),
        )
        yield Document(one.ref, one.title, " ".join(str(word) for word in said if word))


def contracts_found(actor: Member, refs: Collection[str]) -> Mapping[str, Found]:
    slug = actor.company.slug
    return {
        one.ref: Found(one.title, url_of("suppliers:contract", slug, one.ref), f"{one.supplier.name} · {one.reference}")
        for one in contracts_visible_to(actor).filter(ref__in=refs)
    }


def _of_suppliers(refs: Collection[str]) -> Collection[str]:
    return list(Contract.objects.filter(supplier__ref__in=refs).values_list("ref", flat=True))


def _of_sites(refs: Collection[str]) -> Collection[str]:
    return list(Contract.objects.filter(site__ref__in=refs).values_list("ref", flat=True))


SUPPLIERS = Searched(
    "suppliers.supplier",
    "Fournisseurs",
    "building-2",
    suppliers_documents,
    suppliers_found,
    {"suppliers.supplier": same},
)
CONTRACTS = Searched(
    CONTRACT,
    "Contrats",
    "file-text",
    contracts_documents,
    contracts_found,
    {CONTRACT: same, "suppliers.supplier": _of_suppliers, "tenancy.site": _of_sites},
)
