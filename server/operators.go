package server

// Operator is somebody who may act on a running hunt (R11).
type Operator struct {
	Name string
	Hash [32]byte // SHA-256 of the key that they show
}
