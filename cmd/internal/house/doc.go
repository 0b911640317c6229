// Package house answers: does the tree still look like its drawing?
//
// It has no code, only tests over the sources: which package may import which
// (the two towers and the bridge between them), which outside library comes in
// by which door, what the built player must not hold, and whether the README
// says what is true.
package house
