package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"crescendo/cmd/internal/browser"
	"crescendo/game/wire"
	"crescendo/server"
)

// openHunt is the README's hunt, open now, with the gun in an hour.
func openHunt(t *testing.T) string {
	t.Helper()
	now := time.Now().UTC()
	text := regexp.MustCompile(`(?m)^(opens|starts|closes): \S+`).ReplaceAllStringFunc(sampleHunt(t), func(line string) string {
		key, _, _ := strings.Cut(line, ":")
		at := map[string]time.Duration{"opens": -time.Hour, "starts": time.Hour, "closes": 3 * time.Hour}[key]
		return key + ": " + now.Add(at).Format("2006-01-02T15:04:05Z")
	})
	return writeText(t, filepath.Join(t.TempDir(), "hunt.yaml"), text)
}

// joinAs joins a hunt as a browser does, once the server is ready.
func joinAs(t *testing.T, address, nickname string) (token string) {
	t.Helper()
	if err := browser.Until(t.Context(), "the server is ready", func() (bool, error) { return status(t, address+"/readyz") == 200, nil }); err != nil {
		t.Fatal(err)
	}
	body, _ := json.Marshal(wire.JoinRequest{Nickname: nickname, Salt: make([]byte, wire.SaltBytes)})
	answer, err := http.Post(address+"/v1/join", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var reply wire.JoinReply
	if err := json.NewDecoder(answer.Body).Decode(&reply); err != nil || reply.Token == "" {
		t.Fatalf("joining: %d %v", answer.StatusCode, err)
	}
	return reply.Token
}

// An operator acts on a server that runs, from a terminal; a key that was never
// one, a player's and one that was taken away are refused; no secret is logged.
func TestAnOperatorActsOnARunningHunt(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := start(t, "serve", openHunt(t), "--listen", "127.0.0.1:0", "--data", data)
	ana := strings.TrimSpace(mustKeys(t, nil, "operator", "add", "Ana", "--data", data)) // while it runs
	token := joinAs(t, s.address, "Zoë")
	keyFile := writeText(t, filepath.Join(t.TempDir(), "key"), ana+"\n")
	as := func(key string, args ...string) (int, string, string) {
		return askWith(t, map[string]string{keyEnv: key}, append([]string{"hunt"}, args...)...)
	}
	known := func(want bool) func() (bool, error) {
		return func() (bool, error) { code, _, _ := as(ana, "status", s.address); return (code == 0) == want, nil }
	}
	if err := browser.Until(t.Context(), "the server knows the new operator", known(true)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		code int
		want string
		args []string
	}{
		{"status", 0, "     1  Zoë", []string{"status", s.address, "--key-file", keyFile}},
		{"open", 0, "Joining is open already.", []string{"open", s.address, "--key-file", keyFile}},
		{"start too early", 1, "too early", []string{"start", s.address, "--key-file", keyFile}},
		{"close too early", 1, "too early", []string{"close", "--reason", "rain", s.address, "--key-file", keyFile}},
		{"disqualify without a reason", 2, "disqualify needs --reason WHY", []string{"disqualify", "--player", "1", s.address, "--key-file", keyFile}},
		{"status of a player", 2, "status takes the address alone", []string{"status", "--player", "1", s.address, "--key-file", keyFile}},
		{"broadcast", 0, "Everybody is told.", []string{"broadcast", "--text", "The bridge is closed.", s.address, "--key-file", keyFile}},
		{"rename", 0, "another name", []string{"rename", "--player", "1", "--text", "Zed", s.address, "--key-file", keyFile}},
		{"disqualify", 0, "Player 1 (Zed) is out of the hunt.", []string{"disqualify", "--player", "1", "--reason", "a bot", s.address, "--key-file", keyFile}},
		{"status after it", 0, "     1  Zed                        out of the hunt", []string{"status", s.address, "--key-file", keyFile}},
		{"disqualify again", 1, "out of the hunt already", []string{"disqualify", "--player", "1", "--reason", "a bot", s.address, "--key-file", keyFile}},
		{"reinstate", 0, "in the hunt again", []string{"reinstate", "--player", "1", "--reason", "no bot", s.address, "--key-file", keyFile}},
		{"extra seat", 0, "at venue v2.", []string{"extra-seat", "--player", "1", "--venue", "v2", "--reason", "sorry", s.address, "--key-file", keyFile}},
		{"remove a venue", 0, "Venue v1 is removed", []string{"remove-venue", "--venue", "v1", "--reason", "a fire", s.address, "--key-file", keyFile}},
		{"hide", 0, "another name", []string{"hide", "--player", "1", s.address, "--key-file", keyFile}},
		{"resume code", 0, "the code counts once, for ten minutes.\n", []string{"resume-code", "--player", "1", s.address, "--key-file", keyFile}},
		{"status at the end", 0, "venue v1           owls             removed", []string{"status", s.address, "--key-file", keyFile}},
		{"no public value", 1, "names no public value", []string{"beacon", "--text", "7 12", s.address, "--key-file", keyFile}},
		{"nobody's number", 1, "There is no player 2", []string{"hide", "--player", "2", s.address, "--key-file", keyFile}},
	} {
		code, out, errs := as("", c.args...)
		if code != c.code || !strings.Contains(out+errs, c.want) {
			t.Errorf("%s: exit code %d, want %d; it said %q%q, want %q", c.name, code, c.code, out, errs, c.want)
		}
	}
	for name, key := range map[string]string{"a player": token, "a stranger": "op-00000000000000000000000000000000"} {
		if code, _, errs := as(key, "status", s.address); code != 1 || !strings.Contains(errs, "does not know this key") {
			t.Errorf("%s: exit code %d, %q", name, code, errs)
		}
	}
	mustKeys(t, nil, "operator", "remove", "Ana", "--data", data)
	if err := browser.Until(t.Context(), "the server refuses the removed operator", known(false)); err != nil {
		t.Fatal(err)
	}
	s.end(t)
	for _, secret := range []string{ana, token, "Zoë", "Zed", "Behind the bakery", "a fire", "a bot", "bridge"} {
		if strings.Contains(s.errs.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
	noSecrets(t, "the log", s.errs.String(), data)
}

// An answer that got lost is asked for again with the same id; where none comes
// the command says with which id to go on.
func TestALostAnswerIsAskedForAgain(t *testing.T) {
	var seen atomic.Pointer[[]string]
	seen.Store(&[]string{})
	var well atomic.Bool
	well.Store(true)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q server.ActRequest
		json.NewDecoder(r.Body).Decode(&q)
		list := append(*seen.Load(), q.ID)
		seen.Store(&list)
		switch {
		case len(list) == 1:
			panic(http.ErrAbortHandler) // the connection breaks
		case len(list) == 2 || !well.Load():
			w.WriteHeader(http.StatusServiceUnavailable)
			json.NewEncoder(w).Encode(wire.ErrorReply{Code: "unknown", Message: "Nobody knows."})
		default:
			json.NewEncoder(w).Encode(server.ActReply{Done: true, Seq: 7, What: []string{"Everybody is told."}})
		}
	}))
	defer web.Close()
	env := map[string]string{keyEnv: "op-1"}
	code, out, errs := askWith(t, env, "hunt", "broadcast", "--text", "hello", web.URL)
	ids := *seen.Load()
	if code != 0 || out != "Everybody is told.\n" || len(ids) != 3 || ids[0] != ids[1] || ids[1] != ids[2] || len(ids[0]) != 32 {
		t.Errorf("exit code %d, it said %q%q, with the ids %q", code, out, errs, ids)
	}
	well.Store(false)
	code, _, errs = askWith(t, env, "hunt", "broadcast", "--text", "hello", "--id", "0123456789abcdef", web.URL)
	if code != 1 || !strings.Contains(errs, "ask again with --id 0123456789abcdef") {
		t.Errorf("without an answer: exit code %d, %q", code, errs)
	}
}

// A key goes where it was sent: no redirect takes it elsewhere.
func TestAKeyIsNotSentToAnotherServer(t *testing.T) {
	var leaked atomic.Bool
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { leaked.Store(true) }))
	defer thief.Close()
	web := httptest.NewServer(http.RedirectHandler(thief.URL, http.StatusTemporaryRedirect))
	defer web.Close()
	code, _, errs := askWith(t, map[string]string{keyEnv: "op-1"}, "hunt", "open", web.URL)
	if code != 1 || leaked.Load() || !strings.Contains(errs, "is it the address of a hunt?") {
		t.Errorf("exit code %d, the other server was asked: %t; it said %q", code, leaked.Load(), errs)
	}
}

func TestTheHelpOfHuntNamesEveryAct(t *testing.T) {
	code, out, _ := ask(t, "hunt", "help")
	for _, n := range server.ActNeeds() {
		if code != 0 || !strings.Contains(out, "\n  "+n.Name+" ") {
			t.Errorf("it does not name %s:\n%s", n.Name, out)
		}
	}
}
