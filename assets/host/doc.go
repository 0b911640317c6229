// Package host answers: what does the server carry inside?
//
// The pages, the built player, the songs of the demo, and the demo's hunt file.
// The demo's venues stand in that file: so nothing in a player's hand imports
// this package.
package host
