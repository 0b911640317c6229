package server

import (
	"encoding/binary"
	"errors"

	"crescendo/game"
)

// keptFormat is the first byte of a player's entry of kind keep.Runner.
const keptFormat = 1

// kept is what outlives the process of a player who plays: the runner, and what
// the server knows because of it (R6).
type kept struct {
	runner   game.Runner
	epoch    uint32
	eligible game.Set
	since    [game.MaxVenues]game.Millis
}

var errKept = errors.New("what was kept of a player is of another format")

// appendKept appends a player's entry. It holds places, so it never leaves the
// server. The caller holds mu.
func (p *player) appendKept(b []byte) []byte {
	b = append(b, keptFormat)
	b = binary.LittleEndian.AppendUint32(b, p.epoch)
	b = binary.LittleEndian.AppendUint32(b, uint32(p.eligible))
	for v := range p.eligible.All() {
		b = binary.LittleEndian.AppendUint64(b, uint64(p.since[v]))
	}
	return p.runner.AppendSnapshot(b)
}

// readKept reads a player's entry in the hunt of an oracle.
func readKept(o *game.Oracle, b []byte) (k kept, err error) {
	if len(b) < 9 || b[0] != keptFormat {
		return k, errKept
	}
	k.epoch, k.eligible = binary.LittleEndian.Uint32(b[1:]), game.Set(binary.LittleEndian.Uint32(b[5:]))
	b = b[9:]
	for v := range k.eligible.All() {
		if len(b) < 8 {
			return kept{}, errKept
		}
		k.since[v] = game.Millis(binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	k.runner, err = game.RestoreRunner(o, b)
	return k, err
}
