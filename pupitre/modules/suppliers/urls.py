"""The addresses of suppliers and contracts."""

from django.urls import path

from pupitre.modules.suppliers.views import asking, bulk, contract, contracts, edition, exports, notes, suppliers

app_name = "suppliers"
urlpatterns = [
    path("", contracts.home, name="home"),
    path("contracts/", contracts.contract_list, name="contract_list"),
    path("contracts/new/", edition.new_contract, name="contract_new"),
    path("contracts/preview/", edition.preview, name="contract_preview"),
    path("contracts/csv/", exports.contracts_csv, name="contract_csv"),
    path("contracts/xlsx/", exports.contracts_xlsx, name="contract_xlsx"),
    path("contracts/owners/", bulk.owners, name="contract_owners"),
    path("contracts/categories/", bulk.categories, name="contract_categories"),
    path("contracts/<ref:ref>/", contract.contract, name="contract"),
    path("contracts/<ref:ref>/edition/", edition.edit_contract, name="contract_edit"),
    path("contracts/<ref:ref>/decisions/", contract.decisions, name="contract_decisions"),
    path("contracts/<ref:ref>/request/", asking.ask, name="contract_ask"),
    path("contracts/<ref:ref>/notices/", contract.notices, name="contract_notices"),
    path("contracts/<ref:ref>/negotiations/", notes.negotiations, name="contract_negotiations"),
    path("contracts/<ref:ref>/owner/", notes.owner, name="contract_owner"),
    path("contracts/<ref:ref>/end/", notes.end, name="contract_end"),
    path("contracts/<ref:ref>/reopening/", contract.reopening, name="contract_reopening"),
    path("contracts/<ref:ref>/removal/", contract.removal, name="contract_removal"),
    path("contracts/<ref:ref>/files/", contract.files, name="contract_files"),
    path("directory/", suppliers.supplier_list, name="supplier_list"),
    path("directory/new/", suppliers.new_supplier, name="supplier_new"),
    path("directory/<ref:ref>/", suppliers.supplier, name="supplier"),
    path("directory/<ref:ref>/edition/", suppliers.edit_supplier, name="supplier_edit"),
    path("directory/<ref:ref>/removal/", suppliers.removal, name="supplier_removal"),
    path("directory/<ref:ref>/files/", suppliers.files, name="supplier_files"),
]
