//go:build !race

package server

const simSeeds = 500
