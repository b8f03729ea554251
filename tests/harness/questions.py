"""Twenty questions as people ask them in an office, what answers each, and thousands of documents that do not."""

from random import Random

DOCUMENTS = {
    "Codes WiFi": "réseau des visiteurs et des salariés, mot de passe à l’accueil",
    "Cartes de visite": "commande à l’imprimerie Duval, une semaine, gabarit de l’entreprise",
    "Assurance multirisque": "Axa C-0103, courtier Mme Perrin, sinistres",
    "Notes de frais": "avant le 25, justificatifs, remboursement avec la paie",
    "Accueil d’un nouvel arrivant": "arrivée, ordinateur, présentation à l’équipe",
    "Coordonnées bancaires de l’entreprise": "IBAN et BIC pour les fournisseurs",
    "Congés payés": "demande, validation par le responsable, soldes",
    "Nettoyage des bureaux": "Propnet C-0101, Mme Diallo, le soir",
    "Bail commercial de Pantin": "SCI des Lumières, paiement par trimestre",
    "Photocopieur du premier étage": "Grenke, maintenance, toner",
    "Visite médicale": "médecine du travail, tous les deux ans",
    "Badges et clés": "accès au parking, perte, remplacement",
    "Titres-restaurant": "Swile, commande de chaque mois",
    "Télétravail": "charte, deux jours par semaine",
    "Résiliation de la fibre Orange": "préavis, lettre recommandée",
}
QUESTIONS = (
    ("Où sont les codes WiFi ?", "Codes WiFi"),
    ("Comment je commande des cartes de visite ?", "Cartes de visite"),
    ("C’est qui notre assureur ?", "Assurance multirisque"),
    ("Comment je fais une note de frais ?", "Notes de frais"),
    ("code wi-fi", "Codes WiFi"),
    ("Je veux poser des conjés", "Congés payés"),
    ("rib", "Coordonnées bancaires de l’entreprise"),
    ("embauche de Karim", "Accueil d’un nouvel arrivant"),
    ("l'imprimante marche plus", "Photocopieur du premier étage"),
    ("teletravail, combien de jours", "Télétravail"),
    ("j’ai perdu mon bagde", "Badges et clés"),
    ("qui s’occupe du ménage ?", "Nettoyage des bureaux"),
    ("tickets restaurant", "Titres-restaurant"),
    ("loyer de Pantin", "Bail commercial de Pantin"),
    ("résilier internet", "Résiliation de la fibre Orange"),
    ("medecin du travail", "Visite médicale"),
    ("photocopieuse en panne", "Photocopieur du premier étage"),
    ("remboursement d’un repas", "Notes de frais"),
    ("nouvel arivant", "Accueil d’un nouvel arrivant"),
    ("perte de clef", "Badges et clés"),
)
COMMON = """
réunion projet client dossier facture commande livraison devis équipe bureau semaine suivi point relance contrat budget
planning compte rendu validation paiement service maintenance fournisseur travail jours demande mois accès visite carte
frais code mot salle étage site rendez-vous lettre document mise jour annuel trimestre
""".split()  # noqa: SIM905 (read as a list of words)
SYLLABLES = "ba cor dun el fi gar hon jul ka lem mi nor ol pra quin ros sta tor ul var zel chan bri vel".split()  # noqa: SIM905


def noise(count):
    """Titles and texts of words that are really said and of words that are not, the same at each run."""
    chance = Random(2026)  # noqa: S311 (the same noise at each run)

    def word():
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))

    for _ in range(count):
        title = " ".join([chance.choice(COMMON), word(), *([word()] if chance.random() < 0.5 else [])])
        yield (
            title,
            " ".join(chance.choice(COMMON) if chance.random() < 0.4 else word() for _ in range(chance.randint(6, 24))),
        )
