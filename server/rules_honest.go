package server

// aboutProtection says against whom this hunt is protected, with the figures of the
// attack suite's study (a venue 2 km from the plaza, 4 m/s).
func aboutProtection() part {
	return part{say{"What is protected, against whom", "Ce qui est protégé, contre qui"}, []line{
		where(ifFriends, "This is a hunt among friends. There is nothing that keeps a script on a sofa from winning it: play it with people who would not.",
			"C’est une chasse entre amis. Rien n’empêche un programme, depuis un canapé, de la gagner : jouez avec des gens qui ne le feraient pas."),
		where(ifGateStaff, "Against somebody at home: without a body at the gate there is no sound at all.",
			"Contre qui reste chez soi : sans un corps à la porte de départ on n’entend rien."),
		where(ifGateCode, "Against somebody at home: without the code of the gate there is no sound at all. It can be told by phone, so assume that somebody who wants to calculate has ten players at the gate.",
			"Contre qui reste chez soi : sans le code de la porte de départ on n’entend rien. Il peut se dire au téléphone : comptez qu’un calculateur y a dix joueurs."),
		where(ifDoorsStaff, "Against somebody who only pretends to be there: without a body at the door there is no seat.",
			"Contre qui fait semblant d’être là : sans un corps à la porte, pas de place."),
		where(ifDoorsCode, "Against somebody who only pretends to be there: without the door’s code there is no seat. It can be told by phone: somebody at the door can win a seat for a friend who made up the way, in front of those who walked.",
			"Contre qui fait semblant d’être là : sans le code de la porte, pas de place. Il peut se dire au téléphone : quelqu’un à la porte peut gagner une place pour un ami qui a inventé le chemin, devant ceux qui ont marché."),
		where(ifOpen, "Against somebody who walks by software: a made-up way is believed no faster than {cap}, so a venue is found by it about when a runner would stand there.",
			"Contre qui marche par logiciel : un chemin inventé n’est pas cru à plus de {cap} ; il trouve donc un lieu à peu près quand un coureur y serait."),
		always("Against a faster phone or network: times are read in slots of {slot}, and lots decide within one.",
			"Contre un téléphone ou un réseau plus rapide : les temps se lisent par tranches de {slot}, et le sort décide à l’intérieur."),
		always("Against the organiser’s own second thoughts: what decides the seats is fixed before the gun by a published number, and whoever has the record can count again. That proves the counting; not that the organiser kept the secret, nor that every body was real.",
			"Contre un organisateur qui changerait d’avis : ce qui décide des places est fixé avant le départ par un nombre publié, et qui a le journal peut tout recompter. Cela prouve le compte ; pas que l’organisateur a gardé le secret, ni que chaque corps était réel."),
	}}
}

// aboutHoles says what R15 ends with: what stays open, and everybody should
// know.
func aboutHoles() part {
	return part{say{"What we cannot close", "Ce que nous ne pouvons pas fermer"}, []line{
		always("A message that is lost together with the machine that held it counts from the moment at which it is sent again.",
			"Un message perdu avec la machine qui le tenait compte à partir du moment où il est renvoyé."),
		where(ifDoors, "A door that is cut off costs its people the minutes for which it was, against other doors only.",
			"Une porte coupée du réseau coûte à ses gens les minutes de la coupure, face aux autres portes seulement."),
		always("A group of real players may tell each other what they hear.", "Un groupe de vrais joueurs peut se raconter ce qu’il entend."),
		always("The organiser can tell a friend.", "L’organisateur peut le dire à un ami."),
		where(ifDoors, "A live picture of a pass, sent to somebody else’s phone, still opens a door: for one body instead of another.",
			"L’image en direct d’un passe, envoyée sur un autre téléphone, ouvre encore une porte : pour un corps à la place d’un autre."),
		where(ifOpen, "Somebody who makes up a way at home, once past the gate, learns a venue about when a runner at {cap} would stand there. A seat takes somebody at the door.",
			"Qui invente un chemin chez soi, une fois la porte passée, apprend un lieu à peu près quand un coureur à {cap} y serait. Pour une place, il faut quelqu’un à la porte."),
	}}
}
