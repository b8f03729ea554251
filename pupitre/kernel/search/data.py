"""What is said of French words: those that say nothing, and those that mean the same in an office."""

_SMALL = """
a ai aie aient ait alors as au aucun aucune aujourd aupres aura auront aussi autre aux avaient avait avant avec avez
avoir avons bah ben bien bonjour bon c ca car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci coucou
d dans de depuis des dit doit doivent donc du elle elles en encore entre es est et etaient etait etant ete etes etre eu
eux fait faire fais faut font fut hui hello il ils j je l la le les leur leurs lui m ma mais me meme merci mes mettre
moi mon moins n ne ni non nos notre nous on ont ou oui par parce pas peut peux plait plus pour pouvez pouvoir puis
puisse q qu quand que quel quelle quelles quels qui quoi s sa salut sans se sera ses si sinon soit sommes son sont sous
stp suis sur svp t ta tant te tel telle tes toi ton tous tout toute toutes tres trop tu un une va vais vas veut veux
voici voila voir voit vont vos votre vous voudrais y
"""
_TALK = """
aide aider besoin chercher cherche comment combien connait connais dire donne donner dois existe explique
lequel laquelle marche marcher fonctionne passe passer pourquoi pourrais prendre qq quelqu quelque quelques recherche
retrouver sais sait savoir trouve trouver trouves utilise utiliser vais voudrait
"""

STOP_WORDS = frozenset((_SMALL + _TALK).split())

SYNONYMS: dict[str, tuple[str, ...]] = {
    "assureur": ("assurance",),
    "mutuelle": ("complémentaire", "santé"),
    "rib": ("iban", "coordonnées bancaires"),
    "iban": ("rib",),
    "embauche": ("arrivée", "recrutement", "intégration"),
    "recrutement": ("embauche",),
    "onboarding": ("arrivée", "intégration"),
    "offboarding": ("départ",),
    "vacances": ("congés", "absence"),
    "conge": ("vacances", "absence"),
    "rtt": ("congés",),
    "teletravail": ("distance", "remote"),
    "wifi": ("internet", "réseau"),
    "internet": ("wifi", "fibre"),
    "telephone": ("téléphonie", "mobile"),
    "portable": ("ordinateur", "mobile"),
    "ordi": ("ordinateur",),
    "ordinateur": ("portable", "informatique"),
    "pc": ("ordinateur",),
    "imprimante": ("copieur", "photocopieur", "impression"),
    "photocopieur": ("copieur", "imprimante"),
    "copieur": ("imprimante",),
    "photocopieuse": ("photocopieur", "copieur", "imprimante"),
    "menage": ("nettoyage", "entretien"),
    "nettoyage": ("ménage",),
    "loyer": ("bail", "location"),
    "bail": ("loyer",),
    "comptable": ("comptabilité", "expertise"),
    "avocat": ("juridique",),
    "banque": ("bancaire",),
    "voiture": ("véhicule",),
    "vehicule": ("voiture", "flotte"),
    "electricite": ("énergie",),
    "courant": ("électricité",),
    "frais": ("remboursement", "note"),
    "remboursement": ("frais",),
    "resilier": ("résiliation", "préavis"),
    "resiliation": ("résilier",),
    "fournitures": ("papeterie",),
    "papeterie": ("fournitures",),
    "logiciel": ("licence", "abonnement"),
    "licence": ("logiciel", "abonnement"),
    "clef": ("clé",),
    "ticket": ("titre",),
    "badge": ("accès", "clé"),
    "extincteur": ("incendie",),
    "evacuation": ("incendie",),
    "cafe": ("machine", "boissons"),
    "patron": ("direction",),
    "directeur": ("direction",),
}
