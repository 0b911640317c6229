package bot

import "strconv"

// names returns first names, French and English ones in turn.
func names() []string {
	return []string{
		"Amélie", "Oliver", "Chloé", "Harriet", "Théo", "Isla", "Margaux", "Arthur", "Lucas", "Poppy",
		"Inès", "Freddie", "Jules", "Matilda", "Zoé", "Hugo", "Maëlle", "George", "Camille", "Rosie",
		"Bastien", "Florence", "Noémie", "Archie", "Gaspard", "Eleanor", "Lina", "Toby", "Solène", "Beatrice",
		"Rémi", "Imogen", "Élise", "Callum", "Anaïs", "Jasper", "Yanis", "Phoebe", "Clémence", "Rupert",
		"Mathis", "Nell", "Capucine", "Barnaby", "Louison", "Tabitha", "Émile", "Winnie", "Océane", "Felix",
		"Salomé", "Ivy", "Tristan", "Maisie", "Apolline", "Ralph", "Victoire", "Edith", "Corentin", "Hattie",
	}
}

// Nickname returns the name of bot i, from 0: a first name, with an initial
// behind it once all are taken, then with a number.
func Nickname(i int) string {
	list := names()
	name, round := list[i%len(list)], i/len(list)
	const initials = "BCDFGLMNPRSTV"
	switch {
	case round == 0:
		return name
	case round <= len(initials):
		return name + " " + initials[round-1:round] + "."
	}
	return name + " " + strconv.Itoa(round)
}
