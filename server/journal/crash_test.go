package journal

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// childEnv holds the folder in which a child of the test appends until it is
// killed, saying each record that was acknowledged.
const childEnv = "JOURNAL_TEST_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		appendForEver(dir)
	}
	os.Exit(m.Run())
}

// appendForEver is the child: four writers, and a reader that fills the copy.
func appendForEver(dir string) {
	n, err := Open(context.Background(), Config{Dir: dir, Hunt: "test"})
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
	go n.Tail(context.Background(), 0, func(uint64, []byte) error { return nil }) //nolint:errcheck // it dies with the process
	var mu sync.Mutex
	for w := range 4 {
		go func() {
			for i := 0; ; i++ {
				id := fmt.Sprintf("%d/%d/%d", os.Getpid(), w, i)
				for n.Append(context.Background(), id, []byte(id)) != nil { // unknown: again
				}
				mu.Lock()
				fmt.Println(id)
				mu.Unlock()
			}
		}()
	}
	select {}
}

// TestNothingAcknowledgedIsLostWhenAProcessIsKilled kills a server's process
// again and again, while an observer outside remembers every answer.
func TestNothingAcknowledgedIsLostWhenAProcessIsKilled(t *testing.T) {
	rounds := 5
	if testing.Short() {
		rounds = 2
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	chance := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	answered := map[string]bool{}
	var before []string
	for range rounds {
		killed(t, dir, 50+chance.IntN(400), answered)
		n := mustOpen(t, dir)
		last, err := n.stream.last(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got := read(t, n, 0, int(last))
		if err := n.Close(); err != nil {
			t.Fatal(err)
		}
		check(t, before, got, answered)
		before = got
	}
	t.Logf("%d answers, %d records", len(answered), len(before))
}

// killed runs a child until it has said so many answers, and kills it.
func killed(t *testing.T, dir string, answers int, answered map[string]bool) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		if strings.HasPrefix(lines.Text(), "failed:") {
			t.Error(lines.Text())
		}
		answered[lines.Text()] = true
		if n == answers {
			child.Process.Kill() //nolint:errcheck // it has died by itself
		}
	}
	child.Wait() //nolint:errcheck // it was killed
}

// check looks that what was answered is there once, and that nothing that was
// there has changed.
func check(t *testing.T, before, got []string, answered map[string]bool) {
	t.Helper()
	for i := range before {
		if got[i] != before[i] {
			t.Fatalf("record %d was %q and is %q", i+1, before[i], got[i])
		}
	}
	found := map[string]int{}
	for _, r := range got {
		_, text, _ := strings.Cut(r, ":")
		found[text]++
	}
	for id := range answered {
		if found[id] != 1 {
			t.Errorf("%q was answered and is there %d times", id, found[id])
		}
	}
}
