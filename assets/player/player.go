// Package player answers: what does the player carry inside?
//
// Pocket Paris, the demo's streets, drawn in the format that maps/city reads.
// It is a database under a licence of its own: see paris.LICENSE.txt beside it.
// Nothing here knows where a band plays.
package player

import _ "embed" // of the file below

//go:embed paris.txt
var paris string

// Paris returns the source of pocket Paris, for city.Parse: each call a copy of
// its own.
func Paris() []byte { return []byte(paris) }
