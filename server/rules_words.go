package server

import (
	"unicode"
	"unicode/utf8"

	"crescendo/game"
)

// say is one sentence in the languages of the rules page. {word} stands for a
// figure of the hunt or of the rules: no number is written here.
type say struct{ en, fr string }

// line is a sentence of the page, and for which hunts it holds.
type line struct {
	when func(h *settings) bool // nil for every hunt
	say
}

// part is a heading with what stands below it.
type part struct {
	title say
	lines []line
}

func always(en, fr string) line { return line{nil, say{en, fr}} }

func where(holds func(h *settings) bool, en, fr string) line { return line{holds, say{en, fr}} }

func ifOpen(h *settings) bool       { return h.open }
func ifFriends(h *settings) bool    { return !h.open }
func ifGated(h *settings) bool      { return h.gate != game.GateNone }
func ifGateNone(h *settings) bool   { return h.gate == game.GateNone }
func ifGateCode(h *settings) bool   { return h.gate == game.GateCode }
func ifGateStaff(h *settings) bool  { return h.gate == game.GateStaff }
func ifDoors(h *settings) bool      { return h.doors != game.DoorsNone }
func ifDoorsNone(h *settings) bool  { return h.doors == game.DoorsNone }
func ifDoorsCode(h *settings) bool  { return h.doors == game.DoorsCode }
func ifDoorsStaff(h *settings) bool { return h.doors == game.DoorsStaff }
func ifInvited(h *settings) bool    { return h.invitations }
func ifWelcome(h *settings) bool    { return !h.invitations }
func ifFast(h *settings) bool       { return h.rate > 1 }
func ifVirtual(h *settings) bool    { return h.virtual }
func ifPar(h *settings) bool        { return h.gives("par") }
func ifKept(h *settings) bool       { return h.kept }
func ifNamed(h *settings) bool      { return h.beacon != "" }
func ifChain(h *settings) bool      { return h.beacon == "" }

// parts returns the rules page in its order. What a class may and how seats are
// given comes from the hunt's classes and from its registry of awards.
func (s *settings) parts(t tongue) []part {
	in, given := aboutEntry(), aboutSeats()
	in.lines = append(in.lines, s.classLines(t)...)
	given.lines = append(s.awardLines(), given.lines...)
	return []part{aboutEvening(), in, aboutHearing(), aboutArriving(), aboutOrder(), given, aboutPeople(), aboutLearning(), aboutProtection(), aboutHoles()}
}

// awardLines say how seats are given here: the registry's own sentences.
func (s *settings) awardLines() (list []line) {
	for _, a := range s.awards {
		list = append(list, always(sentence(a.RuleEN), sentence(a.RuleFR)))
	}
	return list
}

// sentence begins with a capital and ends with a stop.
func sentence(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:] + "."
}

// classLines say what each class of mobility is believed to make.
func (s *settings) classLines(t tongue) (list []line) {
	for _, c := range s.classes {
		limit := s.speedCap
		if c.SpeedCap > 0 {
			limit = c.SpeedCap
		}
		list = append(list, always("If you join as “"+c.Name+"”, you are believed "+t.speed(limit)+" on average.",
			"Inscrit comme « "+c.Name+" », on vous croit à "+t.speed(limit)+" en moyenne."))
	}
	return list
}

func aboutEvening() part {
	return part{say{"The evening", "La soirée"}, []line{
		always("Joining opens: {opens}", "Ouverture des inscriptions : {opens}"),
		always("The gun: {starts}", "Départ : {starts}"),
		always("The close: {closes}", "Clôture : {closes}"),
		always("{bands} somewhere within {area} of the centre of the map, and {seats} in all. Where, nobody is told before they have won a seat there, or before the hunt is over.",
			"{bands} quelque part à moins de {area} du centre de la carte, pour {seats} en tout. Où, personne ne l’apprend avant d’y avoir gagné une place, ou avant la fin de la chasse."),
		always("One gun for all: every time counts from it, and before it nobody hears how near they are.",
			"Un seul départ pour tous : tous les temps se comptent depuis lui, et avant lui personne n’entend s’il est près."),
		where(ifFast, "This is a rehearsal: the hunt’s clock runs {rate} times as fast as yours, and the seconds and minutes below are the hunt’s.",
			"C’est une répétition : l’horloge de la chasse va {rate} fois plus vite que la vôtre, et les secondes et minutes ci-dessous sont les siennes."),
		where(ifVirtual, "Nobody really walks in this hunt: keys, thumb or stick move you.",
			"Personne ne marche vraiment dans cette chasse : clavier, pouce ou manette vous déplacent."),
	}}
}

func aboutEntry() part {
	return part{say{"Getting in", "Entrer"}, []line{
		where(ifWelcome, "Whoever has the link may join.", "Qui a le lien peut s’inscrire."),
		where(ifInvited, "Joining takes an invitation code, and each lets one player in.", "L’inscription demande un code d’invitation, et chacun fait entrer un joueur."),
		always("Your nickname is shown on the leaderboard; without one you are “Player” and a number. The organiser can hide or change it.",
			"Votre pseudo s’affiche au classement ; sans pseudo vous êtes « Joueur » et un numéro. L’organisateur peut le masquer ou le changer."),
		always("One device a player: the one that connected last goes on. A code that you ask for in the game takes you to another device, once, within {resume}.",
			"Un appareil par joueur : le dernier connecté continue. Un code demandé dans le jeu vous fait passer sur un autre appareil, une fois, dans les {resume}."),
		where(ifGateNone, "There is no gate. You hear from the gun on, or from your first good position after it; your way begins there.",
			"Il n’y a pas de porte de départ. Vous entendez dès le départ, ou dès votre première bonne position après lui ; votre chemin commence là."),
		where(ifGateCode, "Everybody starts at one place: {plaza}. A screen there shows a code that changes every {code}. Type it, and the music opens for you. Each code counts once for each player.",
			"Tout le monde part d’un même lieu : {plaza}. Un écran y montre un code qui change toutes les {code}. Tapez-le, et la musique s’ouvre. Chaque code compte une fois par joueur."),
		where(ifGateStaff, "Everybody starts at one place: {plaza}. Show your pass to a steward there, who scans it, and the music opens for you.",
			"Tout le monde part d’un même lieu : {plaza}. Montrez votre passe à un bénévole, qui le scanne, et la musique s’ouvre."),
		where(ifGated, "The gate admits until {admission} after the gun. Your way begins on the plaza, whatever your phone says.",
			"La porte laisse entrer jusqu’à {admission} après le départ. Votre chemin commence sur la place, quoi que dise votre téléphone."),
	}}
}

func aboutHearing() part {
	return part{say{"Hearing", "Entendre"}, []line{
		always("You hear one band at a time, in {steps} steps: silent from {far} on and outside the hunt’s area, loudest within {near}.",
			"Vous entendez un groupe à la fois, sur {steps} niveaux : rien au-delà de {far} ni hors de la zone de chasse, le plus fort à moins de {near}."),
		always("On the way, loudness is bent a little by a secret that is the same for everybody: typically by {bend} of the distance, at random, smoothly, and not at all within {near}. It hides the venue from people who only calculate. Walkers do not notice.",
			"En chemin, le volume est un peu déformé par un secret, le même pour tous : le plus souvent de {bend} de la distance, au hasard, en douceur, et plus du tout à moins de {near}. Il cache le lieu à qui ne fait que calculer. À pied, on ne le remarque pas."),
		always("You may change band once in {switch}; at once, when the one you hear is full or its venue is taken out.",
			"Vous pouvez changer de groupe toutes les {switch} ; tout de suite, si celui que vous écoutez est complet ou si son lieu est retiré."),
		always("A position counts when your phone is sure of it to {accuracy} and it is at most {age} old. Without one for {weak} the sound stands still.",
			"Une position compte si votre téléphone en est sûr à {accuracy} près et si elle a au plus {age}. Sans position pendant {weak}, le son se fige."),
		always("You are believed to walk or run: {cap} on average. After a gap you may catch up to {saved}. When you are more than {lag} ahead of what is believed, the music waits and you are told for how long.",
			"On vous croit à pied : {cap} en moyenne. Après un trou vous rattrapez jusqu’à {saved}. Quand vous avez plus de {lag} d’avance sur ce qui est cru, la musique attend et l’on vous dit combien de temps."),
		always("Above {fastest} over {over} there is no sound: no cars, no bicycles, no metro.",
			"Au-dessus de {fastest} sur {over}, il n’y a plus de son : ni voiture, ni vélo, ni métro."),
	}}
}

func aboutArriving() part {
	return part{say{"Arriving", "Arriver"}, []line{
		where(ifDoorsNone, "You have arrived when the server was sure for {dwell} that you were inside the venue’s circle, which nobody is told.",
			"Vous êtes arrivé quand le serveur a été sûr pendant {dwell} que vous étiez dans le cercle du lieu, que personne n’apprend."),
		where(ifDoorsCode, "At the door a screen shows a code that changes every {code}. Type it. A steward can scan your pass instead.",
			"À la porte, un écran montre un code qui change toutes les {code}. Tapez-le. Un bénévole peut aussi scanner votre passe."),
		where(ifDoorsStaff, "At the door a steward scans the pass on your phone; it changes every {pass}, so show the phone and not a picture.",
			"À la porte, un bénévole scanne le passe de votre téléphone ; il change toutes les {pass} : montrez le téléphone, pas une photo."),
		where(ifDoors, "It counts once the server has also believed you within {eligible} of the venue for {stay}. Neither your phone nor anybody’s says whether that is so: everybody gets the same answer, “noted”.",
			"Cela compte une fois que le serveur vous a aussi cru à moins de {eligible} du lieu pendant {stay}. Ni votre téléphone ni celui d’un autre ne dit si c’est le cas : tout le monde reçoit la même réponse, « noté »."),
		where(ifDoorsStaff, "A scan waits for that until the close: one is enough.",
			"Un scan attend cela jusqu’à la clôture : un seul suffit."),
		where(ifDoorsCode, "A typed code waits {pends} for that, and a scan until the close. So when you are asked to type again, do.",
			"Un code tapé attend cela {pends}, un scan jusqu’à la clôture. Quand on vous demande de retaper, faites-le."),
		where(ifDoorsCode, "After {tries} wrong codes at one venue only a steward can let you in there.",
			"Après {tries} codes faux à un lieu, seul un bénévole peut vous y faire entrer."),
	}}
}

func aboutOrder() part {
	return part{say{"Who was first", "Qui était premier"}, []line{
		always("A player’s time is the first moment at which the server could be certain; read in slots of {slot}; equal slots are put in order by lots that nobody could know beforehand.",
			"Le temps d’un joueur est le premier instant où le serveur pouvait être certain, lu par tranches de {slot} ; à tranche égale, l’ordre est tiré au sort, et personne ne pouvait le connaître d’avance."),
		always("Accuracy, speed, latency and device clocks never make a time earlier.",
			"Ni la précision, ni la vitesse, ni le réseau, ni l’horloge d’un appareil ne rendent un temps plus précoce."),
		where(ifDoors, "Where a door was cut off, its scans count from when the server gets them; among those of one slot the times that the door noted decide.",
			"Quand une porte était coupée du réseau, ses scans comptent dès que le serveur les reçoit ; dans une même tranche, les heures notées par la porte décident."),
		always("A slot closes {grace} after its end, and not before admission ends; after that nothing can come in front of it.",
			"Une tranche est close {grace} après sa fin, et pas avant la fin des entrées ; ensuite rien ne peut plus passer devant."),
		always("The order is final {final} after the close: what was under way until then still counts.",
			"L’ordre est définitif {final} après la clôture : ce qui était en chemin compte encore."),
		where(ifChain, "The lots come from a secret that was fixed before the gun and from what all players sent when they joined.",
			"Le sort vient d’un secret fixé avant le départ et de ce que tous les joueurs ont envoyé en s’inscrivant."),
		where(ifNamed, "The lots come from a secret that was fixed before the gun and from a public value that nobody could know then: {beacon}.",
			"Le sort vient d’un secret fixé avant le départ et d’une valeur publique que personne ne pouvait alors connaître : {beacon}."),
	}}
}

func aboutSeats() part {
	return part{say{"Seats", "Les places"}, []line{
		always("A seat is given when the slot of its winner closes. The machine never takes it back. One seat a player; whoever has none waits where they arrived, full or not, and you may arrive at several venues.",
			"Une place est donnée quand la tranche de son gagnant est close. La machine ne la reprend jamais. Une place par joueur ; qui n’en a pas attend là où il est arrivé, complet ou non, et l’on peut arriver à plusieurs lieux."),
		always("A freed seat goes at once to the first who waits there. Whoever does not want a seat can give it back, and does not get one at that venue again.",
			"Une place libérée va aussitôt au premier qui attend là. Qui ne veut pas de sa place peut la rendre, et n’en aura plus à ce lieu."),
		where(ifPar, "Par is the time that a walker of your class needs in a straight line from the plaza, at the pace of the class. What it is for a venue, nobody is told.",
			"Le temps de référence est celui d’un marcheur de votre catégorie, en ligne droite depuis la place de départ, à l’allure de la catégorie. Personne n’apprend sa valeur pour un lieu."),
		where(ifKept, "Some seats are kept for a class: {keptFor}. What is left of them after the close goes to whoever waits.",
			"Des places sont réservées à une catégorie : {keptFor}. Ce qu’il en reste après la clôture va à qui attend."),
	}}
}

func aboutPeople() part {
	return part{say{"What people decide", "Ce que décident des personnes"}, []line{
		always("The organiser can open, start and close the hunt, take out a venue, disqualify and reinstate, add a seat that everybody sees, hide a name, and speak to all. Each of these is written down with who did it and why, and is shown with the results.",
			"L’organisateur peut ouvrir, lancer et fermer la chasse, retirer un lieu, disqualifier et réintégrer, ajouter une place que tout le monde voit, masquer un pseudo et parler à tous. Chaque acte est noté avec qui et pourquoi, et se montre avec les résultats."),
		always("When a venue is taken out, its seats are void; what its people reached elsewhere keeps its place.",
			"Quand un lieu est retiré, ses places tombent ; ce que ses gens ont atteint ailleurs garde son rang."),
		always("No machine excludes anybody. A disqualified player’s seat goes to who waits; nobody else moves.",
			"Aucune machine n’exclut personne. La place d’un joueur disqualifié va à qui attend ; personne d’autre ne bouge."),
	}}
}

func aboutLearning() part {
	return part{say{"Who learns what", "Qui apprend quoi"}, []line{
		always("You: how loud, your own state, and your own seat with its venue. When a band is full, everybody learns it at the same moment.",
			"Vous : le volume, votre propre état, et votre place avec son lieu. Quand un groupe est complet, tout le monde l’apprend au même instant."),
		always("Everybody else, on the leaderboard: who has which seat with which band, {delay} later. Never where, before the hunt is over.",
			"Les autres, au classement : qui a quelle place avec quel groupe, {delay} plus tard. Jamais où, avant la fin de la chasse."),
		where(ifDoors, "The steward who scanned your pass: why it does not count yet, and whether you have a seat.",
			"Le bénévole qui a scanné votre passe : pourquoi il ne compte pas encore, et si vous avez une place."),
		always("No other player and no spectator, at any time: your position, your way, or how near you are.",
			"Aucun autre joueur ni spectateur, jamais : votre position, votre chemin, ni si vous êtes près."),
	}}
}
