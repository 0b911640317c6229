package server

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/server/journal"
)

// S1: a thousand people prove at once that they are there, for one seat, each
// twice and at two servers, while every third answer of the journal is lost.
// There is one seat, one owner, known alike to both servers, and every first
// proof is on record, full or not (R9).
func TestAThousandProofsForTheLastSeat(t *testing.T) {
	const crowd = 1000
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	j := &moody{Memory: journal.NewMemory(), unknown: true}
	play(t, func(c *Config) { c.Journal = j }, func(t *testing.T, w *world) {
		c := w.config
		c.Songs = testConfig(w.hunt).Songs
		second := start(t, c)
		synctest.Wait()
		servers := []*world{w, second}
		for i := range crowd {
			put(t, servers[i%2].Server, fact.Joined{Player: nobody(i)})
		}
		w.untilGun()
		time.Sleep(time.Minute)
		at := int64(w.hunt.At(time.Now().UnixMilli()))
		var all sync.WaitGroup
		for i := range crowd {
			for k, s := range servers {
				all.Go(func() {
					chance := rand.New(rand.NewPCG(seed, uint64(2*i+k)))
					time.Sleep(time.Duration(chance.IntN(400)) * time.Millisecond)
					if chance.IntN(3) == 0 {
						j.set(func() { j.fail = 1 })
					}
					put(t, s.Server, fact.Proved{Player: nobody(i), Venue: 1, At: at, Claimed: at})
				})
			}
		}
		all.Wait()
		time.Sleep(time.Minute) // the slot closes 30 s of the hunt after its end
		synctest.Wait()
		var seats [][]game.Standing
		for _, s := range servers {
			s.consult(func(r *game.Race) {
				seats = append(seats, r.Standings())
				for i := range crowd {
					if !r.Arrived(nobody(i)).Has(1) {
						t.Errorf("the first proof of player %d is not on record", i)
					}
				}
			})
		}
		if len(seats[0]) != 1 || !slices.Equal(seats[0], seats[1]) {
			t.Errorf("the servers gave %v and %v, want one seat, the same", seats[0], seats[1])
		}
	})
}

// put hands a fact in, as often as the desk has no room.
func put(t *testing.T, s *Server, f fact.Fact) {
	t.Helper()
	for !s.desk.put(f) {
		time.Sleep(10 * time.Millisecond)
	}
}

func nobody(i int) (p fact.Player) {
	binary.BigEndian.PutUint64(p[:], uint64(i)+1)
	return p
}
