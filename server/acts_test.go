package server

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/server/door"
)

const anaKey, benKey = "op-the-key-of-ana", "op-the-key-of-ben"

// operated lets Ana and Ben act.
func operated(c *Config) {
	list := []Operator{{"Ana", sha256.Sum256([]byte(anaKey))}, {"Ben", sha256.Sum256([]byte(benKey))}}
	c.Operators = func() []Operator { return list }
	c.Keys.Names = [32]byte{9}
}

// do sends an act as Ana and returns the answer.
func (w *world) do(q ActRequest) (int, ActReply, string) {
	w.t.Helper()
	body, _ := json.Marshal(q)
	status, text, _ := w.ask("POST", "/v1/acts", string(body), "Authorization", "Bearer "+anaKey)
	synctest.Wait()
	var reply ActReply
	if status == http.StatusOK {
		if err := json.Unmarshal([]byte(text), &reply); err != nil {
			w.t.Fatal(err)
		}
	}
	return status, reply, text
}

// id makes the id of an act from a short word.
func id(word string) string { return "0123456789-" + word + "-abcdef" }

// view asks for the organiser's view.
func (w *world) view() StatusReply {
	w.t.Helper()
	status, text, _ := w.ask("GET", "/v1/acts/status", "", "Authorization", "Bearer "+benKey)
	var view StatusReply
	if err := json.Unmarshal([]byte(text), &view); err != nil || status != http.StatusOK {
		w.t.Fatalf("status: %d %s", status, text)
	}
	return view
}

// Whoever is no operator gets one and the same answer: nobody, a player, a door,
// a key that was taken away, a key shown in another way.
func TestOnlyOperatorsAct(t *testing.T) {
	var links []door.Place
	change := func(c *Config) {
		operated(c)
		c.Hunt.Doors = game.DoorsStaff
		all := append(c.Operators(), Operator{"nobody", sha256.Sum256(nil)}) // whoever wrote the keys by hand
		c.Operators = func() []Operator { return all }
		links = c.Keys.Places(c.Hunt, Revisions{})
		c.Links = func() []door.Place { return links }
	}
	play(t, change, func(t *testing.T, w *world) {
		p := w.join("Zoë")
		body := fmt.Sprintf(`{"id":%q,"act":"broadcast","text":"hello"}`, id("hello"))
		var first string
		for name, header := range map[string]string{
			"nobody": "", "a player": "Bearer " + p.token, "a door": "Bearer " + links[0].Secret, "half a key": "Bearer " + anaKey[:8],
			"a longer key": "Bearer " + anaKey + "x", "no key": "Bearer ", "another scheme": "Basic " + anaKey, "the bare key": anaKey, "a hash": "Bearer " + fmt.Sprintf("%x", sha256.Sum256([]byte(anaKey))),
		} {
			for _, ask := range [][3]string{{"POST", "/v1/acts", body}, {"POST", "/v1/acts", "nonsense"}, {"GET", "/v1/acts/status", ""}} {
				status, answer, h := w.ask(ask[0], ask[1], ask[2], "Authorization", header)
				if first == "" {
					first = answer
				}
				if status != http.StatusUnauthorized || answer != first || h.Get("WWW-Authenticate") != "Bearer" {
					t.Errorf("%s, %s %s: %d %s, want 401 and %s", name, ask[0], ask[1], status, answer, first)
				}
			}
		}
		if status, _, _ := w.ask("GET", "/v1/acts/status", "", "Authorization", "Bearer "+benKey); status != http.StatusOK {
			t.Errorf("an operator gets %d", status)
		}
	})
}

// An operator whose key is taken away does nothing any more, at once.
func TestARemovedOperatorIsRefused(t *testing.T) {
	gone := false
	change := func(c *Config) {
		operated(c)
		all := c.Operators
		c.Operators = func() []Operator {
			if gone {
				return all()[1:]
			}
			return all()
		}
	}
	play(t, change, func(t *testing.T, w *world) {
		if status, _, text := w.do(ActRequest{ID: id("one"), Act: "open"}); status != http.StatusOK {
			t.Errorf("before: %d %s", status, text)
		}
		gone = true
		if status, _, _ := w.do(ActRequest{ID: id("two"), Act: "open"}); status != http.StatusUnauthorized {
			t.Errorf("after: %d", status)
		}
		w.view() // Ben goes on
	})
}

// What is not an act is refused before anything happens, with what is wrong.
func TestAnActIsReadStrictly(t *testing.T) {
	play(t, operated, func(t *testing.T, w *world) {
		w.join("Zoë")
		long := strings.Repeat("a", 501)
		for name, c := range map[string]struct {
			body   string
			status int
			want   string
		}{
			"no JSON":             {`open`, 400, "no act"},
			"two":                 {`{"id":"0123456789abcdef","act":"open"}{}`, 400, "stands behind it"},
			"an unknown field":    {`{"id":"0123456789abcdef","act":"open","seat":1}`, 400, "unknown field"},
			"a number for a name": {`{"id":"0123456789abcdef","act":7}`, 400, "no act"},
			"no id":               {`{"act":"open"}`, 400, "id: want 16 to 64"},
			"an id with signs":    {`{"id":"0123456789abcde!","act":"open"}`, 400, "id: want 16 to 64"},
			"no such act":         {`{"id":"0123456789abcdef","act":"burn"}`, 400, `there is no act \"burn\"`},
			"by a player alone":   {`{"id":"0123456789abcdef","act":"give-back"}`, 400, "there is no act"},
			"nobody":              {`{"id":"0123456789abcdef","act":"disqualify","reason":"x"}`, 400, "disqualify needs a player"},
			"no reason":           {`{"id":"0123456789abcdef","act":"disqualify","player":1}`, 400, "disqualify needs a reason"},
			"a blank reason":      {`{"id":"0123456789abcdef","act":"disqualify","player":1,"reason":"  "}`, 400, "more than blanks"},
			"too much":            {`{"id":"0123456789abcdef","act":"open","venue":"v1"}`, 400, "open takes no venue"},
			"a long reason":       {`{"id":"0123456789abcdef","act":"close","reason":"` + long + `"}`, 400, "too long"},
			"a bell":              {`{"id":"0123456789abcdef","act":"broadcast","text":"\u0007"}`, 400, "cannot be shown"},
			"a long nickname":     {`{"id":"0123456789abcdef","act":"rename","player":1,"text":"` + long + `"}`, 400, "nickname"},
			"no such player":      {`{"id":"0123456789abcdef","act":"hide","player":2}`, 404, "no player 2"},
			"a negative player":   {`{"id":"0123456789abcdef","act":"hide","player":-1}`, 404, "no player"},
			"no such venue":       {`{"id":"0123456789abcdef","act":"remove-venue","venue":"v9","reason":"x"}`, 404, `no venue \"v9\"`},
			"too many bytes":      {`{"id":"` + strings.Repeat("a", maxActBody) + `"}`, 413, "more than an act"},
			"too early to start":  {`{"id":"0123456789abcdef","act":"start"}`, 409, "too early"},
			"too early to close":  {`{"id":"0123456789abcdef","act":"close","reason":"rain"}`, 409, "too early"},
		} {
			status, text, _ := w.ask("POST", "/v1/acts", c.body, "Authorization", "Bearer "+anaKey)
			if status != c.status || !strings.Contains(text, c.want) {
				t.Errorf("%s: %d %s, want %d and %q", name, status, text, c.status, c.want)
			}
		}
		if acted := facts[fact.Acted](w); len(acted) != 0 {
			t.Errorf("what was refused stands in the journal: %v", acted)
		}
	})
}

// raw returns the journal's records that the fold has counted.
func (w *world) raw() (list [][]byte) {
	last, read := w.state.Load().seq, errors.New("read")
	w.config.Journal.Tail(w.t.Context(), 0, func(seq uint64, record []byte) error {
		list = append(list, record)
		if seq == last {
			return read
		}
		return nil
	})
	return list
}

// A retry with the same id acts once and gets the answer of the first; the same
// id for something else is refused; a fact holds no name and no word (R13).
func TestAnActCountsOnceHoweverOftenItIsSent(t *testing.T) {
	play(t, operated, func(t *testing.T, w *world) {
		q := ActRequest{ID: id("words"), Act: "broadcast", Text: "The bridge is closed.", Reason: "police"}
		status, first, text := w.do(q)
		if status != http.StatusOK || !first.Done || first.Seq == 0 {
			t.Fatalf("%d %s", status, text)
		}
		_, again, _ := w.do(q)
		if again.Seq != first.Seq || !slices.Equal(again.What, first.What) {
			t.Errorf("the retry got %+v, the first %+v", again, first)
		}
		other := q
		other.Act, other.Text, other.Venue = "remove-venue", "", "v1"
		if status, _, text := w.do(other); status != http.StatusConflict {
			t.Errorf("the same id for another act: %d %s", status, text)
		}
		acted := facts[fact.Acted](w)
		if len(acted) != 1 || acted[0].By != w.config.Keys.operator("Ana") || acted[0].By == w.config.Keys.person("Ana") || acted[0].Reason == ([32]byte{}) || acted[0].Hash == ([32]byte{}) {
			t.Fatalf("the journal holds %+v", acted)
		}
		if w.texts.of(acted[0].Reason) != "police" || w.texts.of(acted[0].Hash) != q.Text {
			t.Error("the words are not kept beside the facts")
		}
		for _, b := range w.raw() {
			for _, word := range []string{"Ana", "police", "bridge", anaKey} {
				if strings.Contains(string(b), word) {
					t.Errorf("the journal holds %q", word)
				}
			}
		}
		for _, word := range []string{"Ana", "police", "bridge", anaKey, "Bearer"} {
			if strings.Contains(w.log.String(), word) {
				t.Errorf("the log holds %q", word)
			}
		}
	})
}

// A text can be forgotten while its fact stays (R14), and there is a limit.
func TestTextsCanBeForgotten(t *testing.T) {
	l := newTexts()
	for i := range maxTexts {
		if !l.keep([32]byte{byte(i), byte(i >> 8), byte(i >> 16)}, "why") {
			t.Fatalf("no room for text %d of %d", i+1, maxTexts)
		}
	}
	one, more := [32]byte{1}, [32]byte{0, 0, 0, 1}
	if l.keep(more, "more") || !l.keep(one, "again") {
		t.Error("a full store takes a new text, or not one that it has")
	}
	l.forget(one)
	if l.of(one) != "" || !l.keep(more, "more") || l.of(more) != "more" {
		t.Error("what was forgotten is there, or leaves no room")
	}
}

// Every act that is offered has a fact of its own, but for the code and the
// public value, which have other kinds.
func TestEveryActHasAFact(t *testing.T) {
	seen := map[fact.Act]string{}
	for _, n := range ActNeeds() {
		if n.Name == "resume-code" || n.Name == "beacon" {
			continue
		}
		a := actOf(n.Name)
		if seen[a] != "" || a == fact.ActGiveBack {
			t.Errorf("%s is the same fact as %q, or a player's own", n.Name, seen[a])
		}
		seen[a] = n.Name
	}
	if len(seen) != 10 { // R11: all of fact's acts but the player's own
		t.Errorf("%d acts, want 10", len(seen))
	}
}

// Whatever is sent, it is refused or an act that can be made into a fact.
func FuzzDecodeAct(f *testing.F) {
	f.Add([]byte(`{"id":"0123456789abcdef","act":"rename","player":1,"text":"Zed"}`))
	f.Add([]byte(`{"id":"0123456789abcdef","act":"disqualify","player":1,"reason":"x"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		q, err := decodeAct(body)
		if err != nil {
			return
		}
		need, ok := ActNeedOf(q.Act)
		if !ok {
			t.Fatalf("accepted %+v", q)
		}
		if q.Act != "resume-code" && q.Act != "beacon" {
			actOf(q.Act)
		}
		if need.Reason && q.Reason == "" || need.Text && q.Text == "" || need.Player && q.Player == 0 || len(q.Reason) > maxReason {
			t.Errorf("accepted %+v", q)
		}
	})
}
