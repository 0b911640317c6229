package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/cmd/internal/browser"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/server/journal"
)

// childEnv makes the test's binary the command itself: its words, one a line.
const childEnv = "CRESCENDO_TEST_COMMAND"

func TestMain(m *testing.M) {
	if words := os.Getenv(childEnv); words != "" {
		os.Args = append([]string{"crescendo"}, strings.Split(words, "\n")...)
		main()
	}
	os.Exit(m.Run())
}

// process is the command in a process of its own, which can die.
type process struct {
	address string
	command *exec.Cmd
	errs    *lines
}

// launch starts the command in a process of its own, on a free port, and waits
// until it is ready.
func launch(t *testing.T, words ...string) *process {
	t.Helper()
	p := &process{command: exec.Command(os.Args[0]), errs: &lines{}}
	p.command.Env = append(os.Environ(), childEnv+"="+strings.Join(words, "\n"))
	p.command.Stderr = p.errs
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	first, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		p.kill()
		t.Fatalf("it ended before it said its address: %s", p.errs)
	}
	p.address = strings.TrimSpace(first)
	if err := browser.Until(t.Context(), "the server is ready", func() (bool, error) { return status(t, p.address+"/readyz") == 200, nil }); err != nil {
		t.Fatalf("%v: %s", err, p.errs)
	}
	return p
}

// kill ends it as a power failure does.
func (p *process) kill() {
	p.command.Process.Kill() //nolint:errcheck // it is dead already
	p.command.Wait()         //nolint:errcheck // it was killed
}

// soonHunt writes the README's hunt, sixteen times as fast, with a gun that
// fires in a moment.
func soonHunt(t *testing.T) string {
	t.Helper()
	now := time.Now().UTC()
	text := regexp.MustCompile(`(?m)^(opens|starts|closes): \S+`).ReplaceAllStringFunc(sampleHunt(t), func(line string) string {
		key, _, _ := strings.Cut(line, ":")
		at := map[string]time.Duration{"opens": -time.Hour, "starts": 4 * time.Second, "closes": time.Hour}[key]
		return key + ": " + now.Add(at).Format("2006-01-02T15:04:05Z")
	})
	return writeText(t, filepath.Join(t.TempDir(), "hunt.yaml"), text+"rate: 16\n")
}

// device is a player's device: one connection.
type device struct {
	conn     *websocket.Conn
	welcome  wire.Welcome
	sequence uint32
}

// goesOn connects with a token.
func goesOn(t *testing.T, address, token string) *device {
	t.Helper()
	conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+strings.TrimPrefix(address, "http")+"/v1/ws", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	d := &device{conn: conn}
	hello, _ := wire.EncodeToServer(wire.Hello{Version: wire.Version, Token: token})
	if err := conn.WriteMessage(websocket.TextMessage, hello); err != nil {
		t.Fatal(err)
	}
	_, text, err := conn.ReadMessage()
	if err != nil {
		t.Fatalf("not welcome: %v", err)
	}
	m, err := wire.DecodeToPlayer(text)
	if err != nil {
		t.Fatal(err)
	}
	d.welcome = m.(wire.Welcome)
	return d
}

// wins stands at a place until a seat comes.
func (d *device) wins(t *testing.T, lat, lon int32) wire.Won {
	t.Helper()
	if err := d.conn.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	for {
		d.sequence++
		device := uint64(time.Now().UnixMilli())
		f := wire.Frame{Epoch: d.welcome.Epoch, Sequence: d.sequence, Sent: device, Count: 1}
		f.Fixes[0] = wire.Fix{Lat: lat, Lon: lon, AccuracyDM: 80, At: device - 1}
		if err := d.conn.WriteMessage(websocket.BinaryMessage, f.Append(nil)); err != nil {
			t.Fatal(err)
		}
		for answered := false; !answered; {
			kind, b, err := d.conn.ReadMessage()
			if err != nil {
				t.Fatal(err)
			}
			answered = kind == websocket.BinaryMessage
			if answered {
				continue
			}
			if m, err := wire.DecodeToPlayer(b); err != nil {
				t.Fatal(err)
			} else if won, ok := m.(wire.Won); ok {
				return won
			}
		}
		beat := time.NewTimer(wire.FrameEvery * time.Second / 16)
		select {
		case <-beat.C:
		case <-t.Context().Done():
		}
	}
}

// shownAt returns the leaderboard without the moment.
func shownAt(t *testing.T, address string) wire.Board {
	t.Helper()
	b := boardOf(t, http.DefaultClient, address)
	b.Server = 0
	return b
}

// The whole way of an evening through the death of its process: a seat is won,
// the process is killed, and started again on the same folder. Players come back
// with their tokens, the seat and the leaderboard are the same, nothing happens
// twice. Then a byte of the copy is damaged: the server refuses, and the commands
// that it names make the evening whole.
func TestAnEveningOutlivesItsProcess(t *testing.T) {
	file, data := soonHunt(t), filepath.Join(t.TempDir(), "data")
	words := []string{"serve", file, "--listen", "127.0.0.1:0", "--data", data}
	s := launch(t, words...)
	ana, ben := joinAs(t, s.address, "Ana"), joinAs(t, s.address, "Ben")
	d := goesOn(t, s.address, ana)
	won := d.wins(t, 488609000, 23412000) // v1 of the hunt file
	if won.Band != "owls" || won.Seat != 1 {
		t.Fatalf("won %+v", won)
	}
	var board wire.Board
	err := browser.Until(t.Context(), "the leaderboard shows the seat", func() (bool, error) {
		board = shownAt(t, s.address)
		return len(board.Standings) == 1, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	s.kill()
	s = launch(t, words...)
	comesBack(t, s, ana, ben, won, board)
	s.kill()
	once(t, data)

	copied := filepath.Join(data, "journal", "copy")
	whole, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	whole[len(whole)/2] ^= 1
	if err := os.WriteFile(copied, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errs := ask(t, words...)
	if want := "crescendo journal verify " + file + " --data " + data; code != 1 || !strings.Contains(errs, "damaged") || !strings.Contains(errs, want) {
		t.Errorf("on a damaged copy: exit code %d: %s", code, errs)
	}
	if code, out, _ := ask(t, "journal", "verify", file, "--data", data); code != 1 || !strings.Contains(out, "NOT sound") {
		t.Errorf("verify: exit code %d: %s", code, out)
	}
	if code, out, errs := ask(t, "journal", "rebuild", "--copy", file, "--data", data); code != 0 || !strings.Contains(out, "sound") {
		t.Fatalf("rebuild: exit code %d: %s%s", code, out, errs)
	}
	comesBack(t, launch(t, words...), ana, ben, won, board)
}

// comesBack looks that everybody is who they were.
func comesBack(t *testing.T, s *process, ana, ben string, won wire.Won, board wire.Board) {
	t.Helper()
	if now := shownAt(t, s.address); fmt.Sprintf("%+v", now) != fmt.Sprintf("%+v", board) {
		t.Errorf("the leaderboard is %+v and was %+v", now, board)
	}
	w := goesOn(t, s.address, ana).welcome
	if w.Nickname != "Ana" || w.Number != 1 || w.Seat == nil || w.Seat.Seat != won.Seat || w.Seat.Ticket == nil || w.Seat.Ticket.Text != won.Ticket.Text {
		t.Errorf("who won is welcomed with %+v", w)
	}
	if w := goesOn(t, s.address, ben).welcome; w.Nickname != "Ben" || w.Number != 2 || w.Seat != nil {
		t.Errorf("the other one is welcomed with %+v", w)
	}
}

// once looks that the evening began once, and two joined.
func once(t *testing.T, data string) {
	t.Helper()
	seen := map[string]int{}
	err := journal.ReadCopy(filepath.Join(data, "journal"), func(_ uint64, record []byte) error {
		r, err := fact.Decode(record)
		for _, f := range r.Facts {
			seen[fmt.Sprintf("%T", f)]++
		}
		return err
	})
	if err != nil || seen["fact.Committed"] != 1 || seen["fact.Opened"] != 1 || seen["fact.Started"] != 1 || seen["fact.Joined"] != 2 {
		t.Errorf("the journal holds %v (%v)", seen, err)
	}
}

// A rehearsal keeps its keys and nothing else.
func TestARehearsalIsKeptInMemory(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := start(t, "serve", openHunt(t), "--listen", "127.0.0.1:0", "--data", data, "--memory")
	s.end(t)
	for name, want := range map[string]bool{keysName: true, journalName: false, peopleName: false} {
		if _, err := os.Stat(filepath.Join(data, name)); (err == nil) != want {
			t.Errorf("%s is there: %t, want %t", name, err == nil, want)
		}
	}
	if !strings.Contains(s.errs.String(), "a restart begins a new one") {
		t.Errorf("it says %q", s.errs)
	}
}

// What is damaged of names and runners costs those alone: the server says so and
// runs.
func TestDamageToNamesStopsNoEvening(t *testing.T) {
	file, data := openHunt(t), filepath.Join(t.TempDir(), "data")
	words := []string{"serve", file, "--listen", "127.0.0.1:0", "--data", data}
	s := launch(t, words...)
	token := joinAs(t, s.address, "Ana")
	s.kill()
	for _, name := range []string{"people", "texts", "runners"} {
		if err := os.WriteFile(filepath.Join(data, peopleName, name), []byte("nonsense"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s = launch(t, words...)
	if w := goesOn(t, s.address, token).welcome; w.Number != 1 || w.Nickname != "" {
		t.Errorf("welcomed with %+v", w)
	}
	if !strings.Contains(s.errs.String(), "bytes=24") {
		t.Errorf("it says %q", s.errs)
	}
}
