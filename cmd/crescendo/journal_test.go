package main

import (
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/server/journal"
)

// playedEvening returns a hunt file and a data folder with the journal of an
// evening in which one player wins a seat. Without its last record the evening
// is not over.
func playedEvening(t *testing.T, over bool) (file, data string) {
	t.Helper()
	file, data = filepath.Join(t.TempDir(), "hunt.yaml"), t.TempDir()
	writeText(t, file, sampleHunt(t))
	p := program{out: &lines{}, err: &lines{}, env: os.LookupEnv}
	h, err := p.goodHunt(file)
	if err != nil {
		t.Fatal(err)
	}
	k, err := ensureKeys(data)
	if err != nil {
		t.Fatal(err)
	}
	secrets := k.forServer()
	reveal, err := secrets.Reveal(h)
	if err != nil {
		t.Fatal(err)
	}
	ann := fact.Player{'a'}
	evening := [][]fact.Fact{
		{fact.Committed{Hash: reveal.Commitment()}, fact.Opened{}, fact.Joined{Player: ann}},
		{fact.Started{}, fact.Proved{Player: ann, At: 600_000, Claimed: 600_000}},
		{fact.Acted{Act: fact.ActHide, By: fact.Person{1}, Reason: [32]byte{2}, Player: ann}},
		{fact.Closed{}},
	}
	if !over {
		evening = evening[:3]
	}
	n, err := journal.Open(t.Context(), journal.Config{Dir: filepath.Join(data, journalName), Hunt: h.ID})
	if err != nil {
		t.Fatal(err)
	}
	for i, facts := range evening {
		clock := []int64{h.Starts - 1, h.Starts + 700_000, h.Starts + 800_000, h.Wall(h.At(h.Closes) + 30_000)}[i]
		r := fact.Record{Node: fact.Node{1}, Boot: 1, Number: uint64(i + 1), Clock: clock, Rules: game.RulesVersion, Facts: facts}
		if err := n.Append(t.Context(), strconv.Itoa(i), r.Append(nil)); err != nil {
			t.Fatal(err)
		}
	}
	enough := errors.New("enough")
	err = n.Tail(t.Context(), 0, func(seq uint64, _ []byte) error {
		if seq == uint64(len(evening)) {
			return enough
		}
		return nil
	})
	if err := errors.Join(n.Close()); err != nil {
		t.Fatal(err)
	}
	if err != enough {
		t.Fatal(err)
	}
	return file, data
}

// From the journal to a file that anybody can count again (R15), and what is
// said of one that was changed.
func TestAnEveningIsExportedAndVerified(t *testing.T) {
	file, data := playedEvening(t, true)
	evidence := filepath.Join(t.TempDir(), "paris.evidence")
	if code, out, errs := ask(t, "journal", "export", file, "--data", data, "-o", evidence); code != 0 || !strings.Contains(out, "4 records") {
		t.Fatalf("exit code %d: %s%s", code, out, errs)
	}
	if code, _, errs := ask(t, "journal", "export", file, "--data", data, "-o", evidence); code != 1 || !strings.Contains(errs, "is there already") {
		t.Errorf("over a file: exit code %d: %s", code, errs)
	}
	code, out, errs := ask(t, "verify", evidence)
	if code != 0 {
		t.Fatalf("exit code %d: %s%s", code, out, errs)
	}
	acts, seats := strings.Index(out, "hide player 1, by person 01"), strings.Index(out, "venue v1           seat 1    player 1")
	if acts < 0 || seats < acts || !strings.Contains(out, "This proves the counting; not that the organiser kept the secret") {
		t.Errorf("it says:\n%s", out)
	}
	head, commitment := between(out, "head of record 4: ", "\n"), between(out, "commitment ", " ")
	heads := filepath.Join(t.TempDir(), "heads")
	writeText(t, heads, "4 "+head+"\n")
	if code, out, errs := ask(t, "verify", evidence, "--commitment", commitment, "--heads", heads); code != 0 || !strings.Contains(out, "1 of 1 heads that you kept agree") || !strings.Contains(out, "the one that you were given") {
		t.Errorf("with what was kept: exit code %d: %s%s", code, out, errs)
	}
	other := hex.EncodeToString(make([]byte, 32))
	writeText(t, heads, "4 "+other)
	for name, c := range map[string]struct {
		want string
		args []string
	}{
		"another commitment": {"you were given 0000", []string{"--commitment", other}},
		"another head":       {"you were given 0000", []string{"--heads", heads}},
		"half a hash":        {"want 64 hexadecimal digits", []string{"--commitment", "12ab"}},
	} {
		if code, _, errs := ask(t, append([]string{"verify", evidence}, c.args...)...); code == 0 || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit code %d: %s", name, code, errs)
		}
	}
	b, err := os.ReadFile(evidence)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(evidence, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := ask(t, "verify", evidence); code != 1 || !strings.Contains(errs, "is WRONG") {
		t.Errorf("a flipped bit: exit code %d: %s", code, errs)
	}
}

// Before the close the evidence would tell where everything is.
func TestEvidenceWaitsForTheClose(t *testing.T) {
	file, data := playedEvening(t, false)
	evidence := filepath.Join(t.TempDir(), "early")
	if code, _, errs := ask(t, "journal", "export", file, "--data", data, "-o", evidence); code != 1 || !strings.Contains(errs, "not over") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	if _, err := os.Stat(evidence); err == nil {
		t.Error("a file was written all the same")
	}
	if code, out, errs := ask(t, "journal", "export", file, "--data", data, "-o", evidence, "--incomplete"); code != 0 {
		t.Fatalf("exit code %d: %s%s", code, out, errs)
	}
	if code, out, _ := ask(t, "verify", evidence); code != 1 || !strings.Contains(out, "INCOMPLETE") {
		t.Errorf("exit code %d: %s", code, out)
	}
}

func TestAJournalIsComparedAndRepaired(t *testing.T) {
	file, data := playedEvening(t, true)
	if code, out, errs := ask(t, "journal", "verify", file, "--data", data); code != 0 || !strings.Contains(out, "the first 4 are the same in both\nsound\n") {
		t.Errorf("exit code %d: %s%s", code, out, errs)
	}
	if err := os.RemoveAll(filepath.Join(data, journalName, "engine")); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := ask(t, "journal", "verify", file, "--data", data); code != 1 || !strings.Contains(out, "NOT sound") || !strings.Contains(out, "crescendo journal rebuild to make the engine anew") {
		t.Errorf("without its engine: exit code %d: %s%s", code, out, errs)
	}
	if code, out, errs := ask(t, "journal", "rebuild", file, "--data", data); code != 0 || !strings.HasSuffix(out, "sound\n") {
		t.Errorf("rebuilding: exit code %d: %s%s", code, out, errs)
	}
	for name, c := range map[string]struct {
		want string
		args []string
	}{
		"no folder":    {"there is no journal in", []string{"journal", "verify", file, "--data", t.TempDir()}},
		"another verb": {"want verify, rebuild or export", []string{"journal", "burn", file}},
		"no file":      {"say with -o FILE", []string{"journal", "export", file, "--data", data}},
	} {
		if code, _, errs := ask(t, c.args...); code == 0 || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exit code %d: %s", name, code, errs)
		}
	}
}

func between(text, from, to string) string {
	_, text, _ = strings.Cut(text, from)
	text, _, _ = strings.Cut(text, to)
	return text
}
