"""The columns of the sheet of contracts, under their usual French and English names."""

from itertools import product

from pupitre.foundation.imports.readers import day, text
from pupitre.foundation.imports.sheets import Column
from pupitre.modules.suppliers.imports.cells import (
    basis,
    months,
    negotiated,
    notice,
    per,
    price,
    renewal,
    seats,
    term,
    yes_or_no,
)

SUMS = (
    "Montant",
    "Prix",
    "Coût",
    "Tarif",
    "Loyer",
    "Redevance",
    "Abonnement",
    "Total",
    "Budget",
    "Amount",
    "Price",
    "Cost",
)
OFTEN = (
    *("mensuel", "mensuelle", "par mois", "/mois", "annuel", "annuelle", "par an", "/an", "trimestriel"),
    *("trimestrielle", "par trimestre", "semestriel", "semestrielle", "du contrat"),
)
TAXES = ("", "HT", "TTC", "€", "€ HT", "€ TTC", "(HT)", "(TTC)", "(€)", "(€ HT)", "(€ TTC)", "H.T.", "T.T.C.", "EUR")


def _prices() -> tuple[str, ...]:
    said = [*SUMS, *(f"{one} {often}" for one, often in product(SUMS, OFTEN)), "Mensuel", "Annuel", "Mensualité"]
    english = [f"{often} {one}" for often, one in product(("Monthly", "Yearly", "Annual", "Quarterly"), SUMS[-3:])]
    taxed = [f"{name} {tax}".strip() for name, tax in product([*said, *english], TAXES)]
    before = [f"{one} {tax} {often}" for one, tax, often in product(SUMS, ("HT", "TTC"), OFTEN)]
    return (*dict.fromkeys([*taxed, *before]),)


COLUMNS = (
    Column(
        "supplier",
        "Fournisseur",
        ("Fournisseur", "Nom du fournisseur", "Prestataire", "Société", "Entreprise", "Cocontractant", "Partenaire",
         "Supplier", "Supplier name", "Vendor", "Provider", "Company", "Editeur", "Bailleur", "Assureur"),
        text(120),
        is_required=True,
    ),
    Column(
        "title",
        "Objet",
        ("Objet", "Objet du contrat", "Intitulé", "Intitulé du contrat", "Contrat", "Libellé", "Désignation", "Titre",
         "Nom du contrat", "Prestation", "Service", "Description", "Title", "Contract", "Contract name", "Subject"),
        text(160),
    ),
    Column(
        "reference",
        "Référence",
        ("Référence", "Réf", "Réf.", "Ref", "Référence contrat", "Référence du contrat", "N° de contrat", "N° contrat",
         "No contrat", "Numéro", "Numéro de contrat", "Contrat n°", "N°", "Reference", "Contract number",
         "Contract reference", "Contract no", "ID"),
        text(60),
    ),
    Column(
        "starts_on",
        "Début",
        ("Début", "Date de début", "Date début", "Début du contrat", "Prise d’effet", "Date de prise d’effet",
         "Date d’effet", "Effet", "Signature", "Date de signature", "Signé le", "Depuis", "Depuis le", "Start",
         "Start date", "Starts on", "Effective date", "Date de souscription", "Date début contrat"),
        day,
    ),
    Column(
        "initial_months",
        "Durée",
        ("Durée", "Durée initiale", "Durée du contrat", "Durée d’engagement", "Engagement", "Période initiale",
         "Durée (mois)", "Durée en mois", "Durée initiale (mois)", "Engagement (mois)", "Durée (ans)",
         "Durée en années", "Durée (années)", "Term", "Initial term", "Duration", "Term (months)", "Duration (months)"),
        term,
    ),
    Column(
        "ends_on",
        "Fin",
        ("Fin", "Date de fin", "Date fin", "Fin du contrat", "Fin de contrat", "Échéance", "Date d’échéance",
         "Prochaine échéance", "Date échéance", "Terme", "Expiration", "Date d’expiration", "Expire le", "Fin le",
         "Fin d’engagement", "End", "End date", "Ends on", "Expiry", "Expiry date", "Expires on"),
        day,
    ),
    Column(
        "renewal",
        "Reconduction",
        ("Reconduction", "Renouvellement", "Tacite reconduction", "Type de reconduction", "Type de renouvellement",
         "Mode de reconduction", "Mode de renouvellement", "Régime", "Renouvellement automatique", "Tacite",
         "Reconduction tacite", "Renewal", "Renewal type", "Auto renewal", "Auto-renew", "Regime"),
        renewal,
    ),
    Column(
        "renewal_months",
        "Durée de reconduction",
        ("Durée de reconduction", "Durée reconduction", "Période de reconduction", "Durée de renouvellement",
         "Durée renouvellement", "Durée de reconduction (mois)", "Durée de renouvellement (mois)",
         "Reconduction (mois)", "Renouvellement (mois)", "Renewal term", "Renewal period", "Renewal months"),
        months,
    ),
    Column(
        "notice",
        "Préavis",
        ("Préavis", "Délai de préavis", "Durée de préavis", "Durée du préavis", "Préavis de résiliation",
         "Délai de résiliation", "Préavis (mois)", "Préavis (jours)", "Préavis en mois", "Préavis en jours",
         "Délai de préavis (mois)", "Délai de préavis (jours)", "Notice", "Notice period", "Notice (months)",
         "Notice (days)", "Notice period (days)", "Notice period (months)"),
        notice,
    ),
    Column(
        "is_received",
        "Préavis reçu",
        ("Préavis reçu", "Préavis à réception", "Lettre reçue", "Compté à réception", "Received", "Notice received"),
        yes_or_no,
    ),
    Column("price", "Montant", _prices(), price),
    Column(
        "price_per",
        "Périodicité",
        ("Périodicité", "Fréquence", "Période", "Facturation", "Échéancier", "Fréquence de facturation",
         "Périodicité de facturation", "Billing", "Billing period", "Frequency", "Period"),
        per,
    ),
    Column("price_basis", "HT ou TTC", ("HT/TTC", "HT ou TTC", "Base", "Taxe", "Taxes", "Tax"), basis),
    Column(
        "category",
        "Catégorie",
        ("Catégorie", "Type", "Type de contrat", "Famille", "Nature", "Domaine", "Poste", "Category", "Contract type"),
        text(60),
    ),
    Column(
        "owner",
        "Responsable",
        ("Responsable", "Responsable interne", "Suivi par", "Référent", "Propriétaire", "Gestionnaire", "En charge",
         "Owner", "Contract owner", "Responsible"),
        text(120),
    ),
    Column(
        "site",
        "Site",
        ("Site", "Lieu", "Local", "Locaux", "Établissement", "Adresse", "Location", "Office"),
        text(120),
    ),
    Column(
        "seats",
        "Postes",
        ("Postes", "Nombre de postes", "Licences", "Nombre de licences", "Sièges", "Utilisateurs", "Seats", "Licenses"),
        seats,
    ),
    Column(
        "last_negotiated_on",
        "Dernière négociation",
        ("Dernière négociation", "Négocié le", "Date de négociation", "Renégocié le", "Dernière renégociation",
         "Last negotiated", "Last negotiation"),
        negotiated(day),
    ),
    Column(
        "terminated_on",
        "Résilié au",
        ("Résilié le", "Résilié au", "Terminé le", "Date de résiliation", "Terminated on", "Ended on"),
        day,
    ),
    Column(
        "notes",
        "Notes",
        ("Notes", "Note", "Commentaire", "Commentaires", "Remarques", "Remarque", "Comments"),
        text(2000),
    ),
)  # fmt: skip

EXAMPLE = """Fournisseur;Objet;Référence;Date de début;Durée;Reconduction;Préavis;Montant HT;Catégorie;Responsable
Propnet;Nettoyage des bureaux;C-0114;01/01/2024;12 mois;tacite 12 mois;3 mois;420 €/mois;Nettoyage;
Axa;Multirisque des locaux;;24/02/2023;12 mois;tacite;2 mois;3 210,50;Assurance;
"""
