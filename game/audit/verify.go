package audit

import (
	"errors"
	"fmt"
	"io"

	"crescendo/game"
	"crescendo/game/fact"
)

// Known is what somebody was given before the close, and holds against the
// evidence. The zero Known has nothing.
type Known struct {
	Commitment *[32]byte           // nil for none
	Heads      map[uint64][32]byte // by the number of the last record in them
}

// Report is what the evidence says when it is counted again.
type Report struct {
	Hunt       string   // its id
	Commitment [32]byte // of the reveal
	Records    uint64
	Head       [32]byte
	Complete   bool // there is a Closed that counts: nothing may be missing at the end
	Heads      int  // how many known heads it has met
	Acts       []Act
	Players    int
	Seats      []Seat
}

// Act is what a person did, in the journal's order.
type Act struct {
	Record uint64
	Wall   int64 // Unix ms, by the clock of the record
	What   string
	Player int         // number, 0 for nobody
	Venue  string      // id, "" for none
	By     fact.Person // zero for the player
}

// Seat is a seat, final once the report is complete.
type Seat struct {
	Venue  string // id
	Seat   int
	Player int // number
	ID     fact.Player
	Extra  bool // granted by a person beyond the venue's own
}

// Verify counts the evidence again. Its error is the first thing that is wrong
// with it, and then the report holds what was right before.
func Verify(from io.Reader, known Known) (Report, error) {
	e, err := open(from)
	if err != nil {
		return Report{}, err
	}
	c := &count{race: game.NewRace(&e.reveal.Hunt, e.reveal.Seed), hunt: &e.reveal.Hunt, known: known}
	c.Hunt, c.Commitment = c.hunt.ID, e.reveal.Commitment()
	if known.Commitment != nil && *known.Commitment != c.Commitment {
		return c.Report, fmt.Errorf("what is revealed makes the commitment %x, and you were given %x: venues, seats, times, seed or keys are not those of before the gun", c.Commitment, *known.Commitment)
	}
	err = c.all(e)
	c.seats()
	return c.Report, err
}

// Closes tells whether a record says that a hunt is over, at a time when it may
// be.
func Closes(h *game.Hunt, record []byte) bool {
	r, err := fact.Decode(record)
	if err != nil || r.Clock < h.Closes {
		return false
	}
	for _, f := range r.Facts {
		if _, closed := f.(fact.Closed); closed {
			return true
		}
	}
	return false
}

// count is a counting under way.
type count struct {
	Report
	hunt      *game.Hunt
	race      *game.Race
	known     Known
	committed bool
}

func (c *count) all(e *evidence) error {
	for {
		record, err := e.next()
		if err != nil {
			return fmt.Errorf("behind record %d: %w", c.Records, err)
		}
		if len(record) == 0 {
			break
		}
		if c.Records == maxRecords {
			return fmt.Errorf("more than %d records", maxRecords)
		}
		if err := c.add(record); err != nil {
			return err
		}
	}
	head, err := e.end()
	switch {
	case err != nil:
		return err
	case head != c.Head:
		return errors.New("the head in the file is not that of its records: one of them was changed, or is missing")
	case !c.committed:
		return errors.New("no commitment stands in the journal: nothing bound the organiser before the gun")
	}
	for seq := range c.known.Heads {
		if seq > c.Records {
			return fmt.Errorf("you were given a head of record %d, and there are %d records: the end was cut off", seq, c.Records)
		}
	}
	return nil
}

// add counts one record.
func (c *count) add(record []byte) error {
	r, err := fact.Decode(record)
	if err != nil { // it changes nothing, for everybody alike, but it stands in the chain
		r = fact.Record{}
	}
	events := c.race.Apply(game.Record{Seq: c.Records + 1, Head: c.Head, Record: r})
	c.Records++
	c.Head = fact.Head(c.Head, record)
	for _, f := range r.Facts {
		if err := c.look(f, &r); err != nil {
			return err
		}
	}
	for _, e := range events {
		if _, over := e.(game.Closed); over {
			c.Complete = true
		}
	}
	if head, given := c.known.Heads[c.Records]; given {
		if head != c.Head {
			return fmt.Errorf("at record %d the chain's head is %x, and you were given %x: one of the records up to it was changed, added or left out", c.Records, c.Head, head)
		}
		c.Heads++
	}
	return nil
}

// look looks at a fact beside the rules: the first commitment binds, and what
// people did is listed.
func (c *count) look(f fact.Fact, r *fact.Record) error {
	switch f := f.(type) {
	case fact.Committed:
		if !c.committed && f.Hash != c.Commitment {
			return fmt.Errorf("record %d commits to %x, and what is revealed makes %x: venues, seats, times, seed or keys were changed afterwards", c.Records, f.Hash, c.Commitment)
		}
		c.committed = true
	case fact.Acted:
		a := Act{Record: c.Records, Wall: r.Clock, What: f.Act.String(), By: f.By}
		a.Player, _ = c.race.Number(f.Player)
		if int(f.Venue) < len(c.hunt.Venues) && (f.Act == fact.ActRemoveVenue || f.Act == fact.ActExtraSeat || f.Act == fact.ActGiveBack) {
			a.Venue = c.hunt.Venues[f.Venue].ID
		}
		c.Acts = append(c.Acts, a)
	case fact.Beacon:
		c.Acts = append(c.Acts, Act{Record: c.Records, Wall: r.Clock, What: "beacon", By: f.By})
	}
	return nil
}

func (c *count) seats() {
	c.Players = c.race.Players()
	for _, s := range c.race.Standings() {
		number, _ := c.race.Number(s.Player)
		c.Seats = append(c.Seats, Seat{Venue: c.hunt.Venues[s.Venue].ID, Seat: s.Seat, Player: number, ID: s.Player, Extra: s.Extra})
	}
}
