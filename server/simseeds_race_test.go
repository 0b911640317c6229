//go:build race

package server

// simSeeds is how many evenings are simulated: the race detector makes each
// some ten times slower.
const simSeeds = 40
