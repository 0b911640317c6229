package server

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/journal"
)

// must does an act as Ana that goes well, and returns what it changed.
func (w *world) must(q ActRequest) ActReply {
	w.t.Helper()
	if q.ID == "" {
		q.ID = id(q.Act)
	}
	status, reply, text := w.do(q)
	if status != http.StatusOK || !reply.Done || len(reply.What) == 0 {
		w.t.Fatalf("%s: %d %s", q.Act, status, text)
	}
	return reply
}

// says fails where an act did not say what it changed.
func says(t *testing.T, reply ActReply, want ...string) {
	t.Helper()
	if !slices.Equal(reply.What, want) {
		t.Errorf("the operator reads %q, want %q", reply.What, want)
	}
}

// An evening in which people do everything that R11 lets them, each with its
// effect on whom it concerns and on nobody else.
func TestWhatPeopleDoToAHunt(t *testing.T) {
	play(t, operated, func(t *testing.T, w *world) {
		zoe, jean, late := w.join("Zoë"), w.join("Jean"), w.join("Late")
		all := []*walker{zoe, jean, late}

		says(t, w.must(ActRequest{Act: "broadcast", Text: "The bridge is closed.", Reason: "police"}), "Everybody is told.")
		for _, p := range all {
			if got := heard[wire.Broadcast](p); len(got) != 1 || got[0].Text != "The bridge is closed." {
				t.Errorf("%s heard %v", p.name, got)
			}
		}
		if got := heard[wire.Welcome](w.join("newcomer"))[0].Broadcasts; len(got) != 1 {
			t.Errorf("who comes later is told %v", got)
		}

		zoe.at, jean.at, late.at = geo.Offset(bakery, 90, 300), geo.Offset(bakery, 270, 330), geo.Offset(bakery, 0, 420)
		for _, p := range all {
			p.tune("owls")
		}
		w.untilGun()
		toward(map[*walker]geo.Point{zoe: bakery, jean: bakery, late: bakery})
		stay(2*time.Minute, all...)
		if len(heard[wire.Won](zoe)) != 1 || len(heard[wire.Won](jean)) != 1 || len(heard[wire.Won](late)) != 0 {
			t.Fatal("the evening does not begin as the other plays do")
		}

		// A disqualified player's seat goes to who waits, and nobody else moves.
		says(t, w.must(ActRequest{Act: "disqualify", Player: 1, Reason: "came by car"}),
			"Player 1 (Zoë) is out of the hunt.", "Player 1 (Zoë) no longer has seat 1 at venue v1.", "Player 3 (Late) has seat 1 at venue v1.")
		if out := heard[wire.Out](zoe); len(out) != 1 || out[0].Reason != "came by car" || len(heard[wire.SeatGone](zoe)) != 1 {
			t.Errorf("Zoë is told %v", out)
		}
		if won := heard[wire.Won](late); len(won) != 1 || won[0].Seat != 1 || len(heard[wire.Won](jean)) != 1 || len(heard[wire.Out](jean)) != 0 {
			t.Errorf("the next one won %v", won)
		}
		if s := zoe.frame(); s.Word != wire.WordOut || s.Step != 0 {
			t.Errorf("who is out hears %+v", s)
		}
		if status, _, text := w.do(ActRequest{ID: id("again"), Act: "disqualify", Player: 1, Reason: "again"}); status != http.StatusConflict || !strings.Contains(text, "out of the hunt already") {
			t.Errorf("twice: %d %s", status, text)
		}

		// Who is reinstated waits, and gets what is free: nothing, or a seat beside
		// the others.
		says(t, w.must(ActRequest{Act: "reinstate", Player: 1, Reason: "it was a bicycle"}), "Player 1 (Zoë) is in the hunt again.")
		if len(heard[wire.Back](zoe)) != 1 || len(heard[wire.Won](zoe)) != 1 {
			t.Errorf("reinstated, Zoë heard %v and won %v", heard[wire.Back](zoe), heard[wire.Won](zoe))
		}
		says(t, w.must(ActRequest{Act: "extra-seat", Player: 1, Venue: "v2", Reason: "our mistake"}), "Player 1 (Zoë) has seat 2 at venue v2.")
		if won := heard[wire.Won](zoe); len(won) != 2 || won[1].Seat != 2 || won[1].Band != "foxes" {
			t.Errorf("with the extra seat Zoë won %v", won)
		}

		says(t, w.must(ActRequest{Act: "rename", Player: 1, Text: "Zed"}), "The leaderboard shows another name.")
		says(t, w.must(ActRequest{Act: "hide", Player: 2}), "The leaderboard shows another name.")
		zoe.connect()
		if welcome := heard[wire.Welcome](zoe); welcome[1].Nickname != "Zed" {
			t.Errorf("who comes back is called %q", welcome[1].Nickname)
		}
		stay(2*time.Minute, all...) // the leaderboard is 90 s late
		board := w.look()
		want := []wire.Standing{{Band: "owls", Seat: 2, Name: "Player 2"}, {Band: "owls", Seat: 1, Name: "Late"}, {Band: "foxes", Seat: 2, Name: "Zed"}}
		if !slices.Equal(board.Standings, want) || board.Seats != 4 || board.SeatsLeft != 1 {
			t.Errorf("the leaderboard shows %+v, %d of %d seats left", board.Standings, board.SeatsLeft, board.Seats)
		}

		view := w.view()
		if a, b := view.Venues[0], view.Venues[1]; a.Seats != 2 || a.Given != 2 || a.Removed || b.Seats != 1 || b.Given != 1 {
			t.Errorf("the venues stand at %+v", view.Venues)
		}
		if p := view.Players[0]; p.Name != "Zed" || p.Seat == nil || *p.Seat != (SeatAt{"v2", 2}) || p.Out || !p.Gated {
			t.Errorf("player 1 stands at %+v", p)
		}

		// A removed venue: its seats are void, and whoever hears its band may
		// switch at once.
		late.tune("owls")
		removed := w.must(ActRequest{Act: "remove-venue", Venue: "v1", Reason: "a fire"})
		says(t, removed, "Venue v1 is removed; its seats are void, and whoever hears its band may switch at once.",
			"Player 2 no longer has seat 2 at venue v1.", "Player 3 (Late) no longer has seat 1 at venue v1.")
		for _, p := range all {
			if gone := heard[wire.BandGone](p); !slices.Equal(gone, []wire.BandGone{{Band: "owls"}}) {
				t.Errorf("%s is told %v of the removed venue", p.name, gone)
			}
			p.tune("foxes")
			if tuned := heard[wire.Tuned](p); tuned[len(tuned)-1].Band != "foxes" {
				t.Errorf("%s may not switch: %v", p.name, heard[wire.TuneRefused](p))
			}
		}
		stay(16*time.Second, all...) // the leaderboard is drawn once a second
		if board := w.look(); board.Seats != 2 {
			t.Errorf("the leaderboard counts %d seats, want the one of the other venue and the extra one there", board.Seats)
		}

		// Who lost a seat plays on.
		toward(map[*walker]geo.Point{jean: fountain})
		stay(2*time.Minute, jean)
		if won := heard[wire.Won](jean); len(won) != 2 || won[1].Band != "foxes" {
			t.Errorf("at the other venue Jean won %v", won)
		}

		w.goOn(jean)
		w.endOfEvening(all)
	})
}

// goOn moves a player to another phone with a code from an operator; a retry
// gets the same code, which counts once.
func (w *world) goOn(p *walker) {
	t := w.t
	t.Helper()
	q := ActRequest{ID: id("phone"), Act: "resume-code", Player: 2}
	first, again := w.must(q), w.must(q)
	if first.Code == "" || first.Code != again.Code || first.Seq != again.Seq {
		t.Errorf("the code is %q, again %q", first.Code, again.Code)
	}
	body, _ := json.Marshal(wire.ResumeRequest{Code: first.Code})
	status, text, _ := w.ask("POST", "/v1/resume", string(body))
	var reply wire.JoinReply
	if err := json.Unmarshal([]byte(text), &reply); err != nil || status != http.StatusOK || reply.Number != 2 || reply.Token == p.token {
		t.Errorf("going on: %d %s", status, text)
	}
	if status, _, _ := w.ask("POST", "/v1/resume", string(body)); status == http.StatusOK {
		t.Error("the code counts twice")
	}
	if strings.Contains(w.log.String(), first.Code) {
		t.Error("the log holds the code")
	}
	p.token = reply.Token
	p.connect()
	if won := heard[wire.Welcome](p); won[len(won)-1].Seat == nil {
		t.Error("on the other phone there is no seat")
	}
}

// endOfEvening closes the hunt: not before its time, and then once, whoever was
// first.
func (w *world) endOfEvening(all []*walker) {
	t := w.t
	t.Helper()
	time.Sleep(time.Until(time.UnixMilli(w.hunt.Closes)))
	if status, _, text := w.do(ActRequest{ID: id("early"), Act: "close", Reason: "all are there"}); status != http.StatusConflict || !strings.Contains(text, "too early: that is possible from 2000-01-01") {
		t.Errorf("closing before the grace is over: %d %s", status, text)
	}
	time.Sleep(30 * time.Second)
	w.must(ActRequest{Act: "close", Reason: "all are there"})
	synctest.Wait()
	if view := w.view(); view.Phase != string(wire.PhaseOver) {
		t.Errorf("the evening is %s", view.Phase)
	}
	want := []wire.Standing{{Band: "foxes", Seat: 2, Name: "Zed"}, {Band: "foxes", Seat: 1, Name: "Player 2"}}
	for _, p := range all[:2] {
		if ended := heard[wire.Ended](p); len(ended) != 1 || !slices.Equal(ended[0].Standings, want) {
			t.Errorf("%s hears of the end %+v", p.name, ended)
		}
	}
	// After the close people still act, and the results follow.
	w.must(ActRequest{Act: "disqualify", Player: 2, Reason: "seen on a scooter"})
	if ended := heard[wire.Ended](all[0]); len(ended) != 2 || !slices.Equal(ended[1].Standings, want[:1]) {
		t.Errorf("after an act the results are %+v", ended)
	}
	if board := w.look(); len(board.Standings) != 1 {
		t.Errorf("after an act the leaderboard shows %+v", board.Standings)
	}
	for _, act := range []string{"open", "start"} {
		if says := w.must(ActRequest{Act: act}).What[0]; !strings.Contains(says, "already") {
			t.Errorf("%s afterwards: %q", act, says)
		}
	}
}

// The organiser alone sees who passed the gate, and whose presentation does not
// count yet.
func TestTheOrganiserSeesWhoIsWhere(t *testing.T) {
	play(t, also(codes, operated), func(t *testing.T, w *world) {
		p := w.join("Zoë")
		if got := w.view().Players[0]; got.Gated || len(got.Pending) != 0 {
			t.Errorf("before the gate the organiser sees %+v", got)
		}
		w.begin(p)
		p.knock("owls", w.wrong(1))
		if got := w.view().Players[0]; !got.Gated || !slices.Equal(got.Pending, []string{"v1"}) || got.Seat != nil || got.Provisional != nil {
			t.Errorf("after a wrong code the organiser sees %+v", got)
		}
		w.arrive(0, p)
		p.knock("owls", w.code(0, 0))
		if got := w.view().Players[0]; len(got.Pending) != 0 || got.Seat != nil {
			t.Errorf("after the right one the organiser sees %+v", got)
		}
		w.untilSettled(p)
		if got := w.view().Players[0]; got.Seat == nil || *got.Seat != (SeatAt{"v1", 1}) || got.Provisional != nil {
			t.Errorf("with a seat the organiser sees %+v", got)
		}
	})
}

// What an operator says and who they are stay between them and the server: no
// page, no message to anybody else, no line of the log holds it.
func TestReasonsStayWhereTheyBelong(t *testing.T) {
	play(t, operated, func(t *testing.T, w *world) {
		zoe, jean := w.join("Zoë"), w.join("Jean")
		w.must(ActRequest{Act: "disqualify", Player: 1, Reason: "a secret reason"})
		_, page, _ := w.ask("GET", "/v1/leaderboard", "")
		synctest.Wait()
		for where, text := range map[string]string{"Jean's messages": jean.sent.String(), "the leaderboard": page, "the log": w.log.String()} {
			for _, word := range []string{"secret reason", "Ana", anaKey} {
				if strings.Contains(text, word) {
					t.Errorf("%s hold %q", where, word)
				}
			}
		}
		if !strings.Contains(zoe.sent.String(), "a secret reason") {
			t.Error("whom it concerns is not told why")
		}
	})
}

// An act is in the journal: a retry at another server, or at one that has been
// started anew, finds the first try, and both servers show its effect. Words
// stay on the server that heard them.
func TestARetryElsewhereActsOnce(t *testing.T) {
	play(t, operated, func(t *testing.T, w *world) {
		c := w.config
		c.Songs = testConfig(w.hunt).Songs
		other := start(t, c)
		synctest.Wait()
		p, q := w.join("Zoë"), other.join("Jean")
		synctest.Wait() // until both have read of both
		out := ActRequest{ID: id("out"), Act: "disqualify", Player: 2, Reason: "came by car"}
		first := w.must(out)
		if again := other.must(out); again.Seq != first.Seq {
			t.Errorf("elsewhere the retry is record %d, the first one %d", again.Seq, first.Seq)
		}
		if len(facts[fact.Acted](w)) != 1 {
			t.Errorf("the journal holds %d acts, want one", len(facts[fact.Acted](w)))
		}
		if told := heard[wire.Out](q); len(told) != 1 || strings.Contains(told[0].Reason, "car") || len(heard[wire.Out](p)) != 0 {
			t.Errorf("the player of the other server is told %v", told)
		}
		anew := start(t, c)
		synctest.Wait()
		if again := anew.must(out); again.Seq != first.Seq {
			t.Errorf("after a restart the retry is record %d, the first one %d", again.Seq, first.Seq)
		}
		if view := anew.view(); len(view.Players) != 2 || !view.Players[1].Out {
			t.Errorf("after a restart the organiser sees %+v", view.Players)
		}
	})
}

// While the journal takes nothing an operator is told that nobody knows, and the
// same id finds it done once the journal has it.
func TestAnActWhileTheJournalPauses(t *testing.T) {
	j := &moody{Memory: journal.NewMemory()}
	change := func(c *Config) { operated(c); c.Journal = j }
	play(t, change, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		gate := make(chan struct{})
		j.set(func() { j.gate = gate })
		q := ActRequest{ID: id("words"), Act: "broadcast", Text: "hello"}
		if status, _, text := w.do(q); status != http.StatusServiceUnavailable || !strings.Contains(text, "nobody knows whether it is done") {
			t.Errorf("while the journal pauses: %d %s", status, text)
		}
		j.set(func() { j.gate = nil })
		close(gate)
		synctest.Wait()
		if reply := w.must(q); reply.Seq == 0 || len(heard[wire.Broadcast](p)) != 1 || len(facts[fact.Acted](w)) != 1 {
			t.Errorf("afterwards: %+v, heard %d times, %d acts", reply, len(heard[wire.Broadcast](p)), len(facts[fact.Acted](w)))
		}
	})
}
