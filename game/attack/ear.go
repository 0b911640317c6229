package attack

// ear is one account of an attacker, tuned to one band. It is all that an
// attacker has: what is behind it is the real rules.
type ear interface {
	// claim says "here I am", one frame after the last, and returns the step
	// that comes back, 0…63.
	claim(at xy) (step int)
	// last is the place claimed last.
	last() xy
	// at is where the rules believe the account to be, as the attacker
	// computes it from his own claims.
	at() xy
}
