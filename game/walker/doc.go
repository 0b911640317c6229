// Package walker answers: where would somebody turn next who only hears how loud it is?
//
// A [Walker] stands at a crossing, is told what a [Sense] makes of the step
// there (louder, the same or quieter than before, and about how loud), and picks
// one of the ways that lead on. It knows no distance and no direction but what
// it walked itself. Everything is pure: the same seed and the same crossings
// give the same walk.
//
// # How it picks
//
// A walker remembers what it heard where. Through what it heard near here (the
// nearer, the weightier) it lays a plane, which says which way it grows louder;
// how sure that is it takes from the spread of those places and from the rules'
// own law, that a factor of 250 in distance is 62 steps (R7). Then it does not
// follow the likeliest slope, but one drawn by chance from all that may be: so
// it tries side streets while it is unsure, and goes straight once it is not.
//
// Streets and crossings where it has been count less each time, without a limit:
// no dead end, no river and no ring of streets holds it for ever.
//
// In silence it goes outward from where the silence began. Where the step stands
// still it waits. At the loudest step it stops, and looks about if nothing comes
// of it.
package walker
