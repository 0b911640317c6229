package game

// Award is a way in which a quota gives its seats (R10): an entry of the one
// registry that hunt files, the rules page and the fold read.
type Award struct {
	Name string // as a hunt file writes it, and Quota.By
	Rule string // as the rules page says it

	inOrder bool // seats go to who waits, in R9's order, whenever slots close
}

// Awards returns the registry.
func Awards() []Award {
	return []Award{
		{Name: "first", Rule: "who arrives first gets the seat", inOrder: true},
	}
}

// award returns an entry of the registry, and whether there is one.
func award(name string) (Award, bool) {
	for _, a := range Awards() {
		if a.Name == name {
			return a, true
		}
	}
	return Award{}, false
}
