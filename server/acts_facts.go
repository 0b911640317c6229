package server

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
)

// call is an act on its way: its fact, and what stands beside it.
type call struct {
	mark   mark
	fact   fact.Fact
	player *player             // whom it is about, nil for nobody
	venue  int                 // index, -1 for none
	texts  map[[32]byte]string // what people wrote, by its hash
	code   string              // of resume-code: the same for a retry
}

// prepare makes the fact of an act. The same operator with the same id, reason
// and text makes the same fact.
func (s *Server) prepare(operator string, q ActRequest) (call, error) {
	c := call{venue: -1, texts: map[[32]byte]string{}}
	if q.Player != 0 {
		if c.player = s.players.numbered(q.Player); c.player == nil {
			return c, &actRefusal{http.StatusNotFound, "player", fmt.Sprintf("There is no player %d in this hunt.", q.Player)}
		}
	}
	if q.Venue != "" {
		c.venue = slices.IndexFunc(s.hunt.Venues, func(v game.Venue) bool { return v.ID == q.Venue })
		if c.venue < 0 {
			return c, &actRefusal{http.StatusNotFound, "venue", fmt.Sprintf("There is no venue %q in this hunt.", cut(q.Venue))}
		}
	}
	keys := &s.config.Keys
	by := keys.operator(operator)
	if q.Act == "resume-code" {
		sum := keys.named("resume code/1", operator, q.ID)
		c.code = inFours(letters.EncodeToString(sum[:resumeBytes]))
		f := fact.Resumed{Player: c.player.id, Code: keys.resume(c.code), By: by}
		c.fact = f
		c.mark, _ = markOf(f)
		return c, nil
	}
	if q.Act == "beacon" {
		f := fact.Beacon{Value: BeaconOf(q.Text), By: by}
		c.fact, c.mark = f, f.Value
		return c, nil
	}
	f := fact.Acted{Act: actOf(q.Act), By: by, Reason: keys.named("reason/1", operator, q.ID, q.Reason)}
	if q.Reason != "" {
		c.texts[f.Reason] = q.Reason
	}
	if q.Text != "" {
		f.Hash = keys.named("text/1", operator, q.ID, q.Text)
		c.texts[f.Hash] = q.Text
	}
	if c.player != nil {
		f.Player = c.player.id
	}
	if c.venue >= 0 {
		f.Venue = uint16(c.venue)
	}
	c.fact, c.mark = f, f.Reason
	return c, nil
}

// BeaconOf returns the beacon that a public value makes, written as text: the
// SHA-256 of "beacon/1", a zero byte and the text in UTF-8, each run of blanks
// in it a single space. So whoever heard the value finds the same lots.
func BeaconOf(text string) [32]byte {
	return sha256.Sum256([]byte("beacon/1\x00" + strings.Join(strings.Fields(text), " ")))
}

// actOf returns the act of a name that decodeAct accepts.
func actOf(name string) fact.Act {
	switch name {
	case "open":
		return fact.ActOpen
	case "start":
		return fact.ActStart
	case "remove-venue":
		return fact.ActRemoveVenue
	case "broadcast":
		return fact.ActBroadcast
	case "disqualify":
		return fact.ActDisqualify
	case "reinstate":
		return fact.ActReinstate
	case "extra-seat":
		return fact.ActExtraSeat
	case "rename":
		return fact.ActRename
	case "hide":
		return fact.ActHide
	case "close":
		return fact.ActClose
	}
	panic("no act is called " + name)
}

// allow says why an act cannot be done now, or that nothing has to be done. The
// fold decides all the same: what happens meanwhile changes nothing twice.
func (s *Server) allow(q ActRequest, c *call) (already string, err error) {
	now := s.now().UnixMilli()
	s.consult(func(r *game.Race) {
		switch q.Act {
		case "open":
			already, err = s.timely(r.Phase() >= game.Open, "Joining is open already.", now, s.hunt.Opens)
		case "start":
			already, err = s.timely(r.Phase() >= game.Running, "The hunt has started already.", now, s.hunt.Starts)
		case "close":
			already, err = s.timely(r.Phase() >= game.Over, "The hunt is closed already.", now, s.hunt.Wall(r.CloseDue()))
		case "beacon":
			already, err = s.mayEnter(r, now)
		case "disqualify":
			err = conflict(r.Disqualified(c.player.id), "Player %d is out of the hunt already.", q.Player)
		case "reinstate":
			err = conflict(!r.Disqualified(c.player.id), "Player %d is not out of the hunt.", q.Player)
		case "remove-venue":
			err = conflict(r.Removed().Has(c.venue), "Venue %s was removed already.", q.Venue)
		case "extra-seat":
			err = extraSeat(r, q, c)
		}
	})
	return already, err
}

// timely says that something is so already, or that it is too early.
func (s *Server) timely(done bool, already string, now, due int64) (string, error) {
	if done {
		return already, nil
	}
	if now < due {
		at := time.UnixMilli(due).UTC().Format("2006-01-02 15:04:05 UTC")
		return "", &actRefusal{http.StatusConflict, "early", "It is too early: that is possible from " + at + " on, a time that is fixed by the hunt."}
	}
	return "", nil
}

// mayEnter says whether the public value may be entered: once, and when nobody
// is admitted any more.
func (s *Server) mayEnter(r *game.Race, now int64) (already string, err error) {
	if s.hunt.Beacon == "" {
		return "", &actRefusal{http.StatusConflict, "chain", "This hunt names no public value: its lots are made of what all players sent."}
	}
	return s.timely(r.BeaconKnown(), "The public value was entered already.", now, s.hunt.Wall(max(s.hunt.Admission, 0)))
}

func extraSeat(r *game.Race, q ActRequest, c *call) error {
	_, _, seated := r.Seat(c.player.id)
	switch {
	case r.Disqualified(c.player.id):
		return conflict(true, "Player %d is out of the hunt: reinstate them first.", q.Player)
	case seated:
		return conflict(true, "Player %d has a seat already.", q.Player)
	}
	return conflict(r.Removed().Has(c.venue), "Venue %s was removed.", q.Venue)
}

func conflict(is bool, format string, about any) error {
	if !is {
		return nil
	}
	return &actRefusal{http.StatusConflict, "already", fmt.Sprintf(format, about)}
}
