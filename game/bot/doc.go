// Package bot answers: what if forty more people played along?
//
// A bot is a player made of code: it joins over HTTP, speaks the wire over a
// real WebSocket through [client.Session], and walks by what it hears alone, as
// a [walker.Walker] does, on the streets of a city. It knows what a player's
// device knows, and nothing else: beside the server's words the city's map, and
// where it stands itself.
//
// # How it behaves
//
// It waits at a meeting place until the gun, tunes a band, and walks at its own
// pace between 1.3 and 1.9 m/s of hunt time. Its phone is wrong by some metres,
// as phones are, and says so. Where it hears the band quite near it leaves the
// drawn streets, for courtyards and squares. When its band is full it tunes
// another; with a seat it stays where it is. When the evening is over it goes
// home, or joins the next one.
//
// At a gate and at doors it needs a [Steward]: somebody who shows it there what
// a person would see. It types the gate's code or shows its pass, and at a band
// so loud that its door must be there it does the same, and again every minute,
// as every player is asked to.
//
// # Goroutines
//
// Each bot has one goroutine, which runs its session; the session runs the walk
// as its position source, and beside it at most one errand to a steward. [Run] waits for all of them.
package bot
