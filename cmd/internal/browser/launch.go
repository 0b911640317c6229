package browser

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	closing   = 10 * time.Second // for a browser to end by itself
	keptLines = 20               // of what it prints, for errors
	launching = time.Minute      // for a browser to start on a busy machine
)

// Options say how a browser is started. The zero Options start one without a
// window, which is what tests want.
type Options struct {
	Window bool     // with a window, which needs a display: only there is a tab behind another one hidden
	Flags  []string // more command-line flags
}

// Browser is a running Chromium with a fresh profile.
type Browser struct {
	*wire
	cmd     *exec.Cmd
	profile string
	printed *tail
}

// Open starts a browser for a test and closes it when the test ends. It skips
// the test under -short, and fails it where there is no browser.
func Open(t testing.TB, options Options) *Browser {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a browser, which -short does without")
	}
	ctx, cancel := context.WithTimeout(t.Context(), launching)
	defer cancel()
	b, err := Launch(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// Launch starts a browser. Somebody has to Close it.
func Launch(ctx context.Context, options Options) (*Browser, error) {
	path, err := find()
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "crescendo-browser-")
	if err != nil {
		return nil, fmt.Errorf("making a browser's profile: %w", err)
	}
	b := &Browser{cmd: exec.Command(path, flags(profile, options)...), profile: profile, printed: &tail{done: make(chan struct{})}}
	if err := b.start(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("starting %s: %w", path, err), b.kill())
	}
	return b, nil
}

// flags: no sandbox, because tests run as root in containers; WebGL by
// software; nothing that calls home.
func flags(profile string, options Options) []string {
	list := []string{
		"--no-sandbox", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check", "--disable-quic",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
		"--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
		"--remote-debugging-port=0", "--user-data-dir=" + profile,
	}
	if !options.Window {
		list = append(list, "--headless")
	}
	return append(append(list, options.Flags...), "about:blank")
}

func (b *Browser) start(ctx context.Context) error {
	out, err := b.cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := b.cmd.Start(); err != nil {
		close(b.printed.done)
		return err
	}
	found := make(chan string, 1)
	go b.printed.read(out, found)
	select {
	case address := <-found:
		b.wire, err = dial(ctx, address)
		return err
	case <-b.printed.done:
		return fmt.Errorf("it ended at once; it printed:\n%s", b.printed)
	case <-ctx.Done():
		return fmt.Errorf("it did not say where it listens: %w; it printed:\n%s", ctx.Err(), b.printed)
	}
}

// Close ends the browser and removes its profile.
func (b *Browser) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	asked := b.call(ctx, browserItself, "Browser.close", nil, nil)
	if errors.Is(asked, ErrGone) {
		asked = nil // it was quicker than its answer
	}
	if asked == nil {
		select {
		case <-b.printed.done: // it closed its output: it has ended
		case <-ctx.Done():
			asked = fmt.Errorf("closing the browser: it is still there after %v", closing)
		}
	}
	b.wire.close()
	return errors.Join(asked, b.kill())
}

// kill ends the process, if it still runs, and removes its profile. The
// browser's helpers may write into it for a moment longer.
func (b *Browser) kill() error {
	if b.cmd.Process != nil {
		b.cmd.Process.Kill() // an error says that it has ended already
		b.cmd.Wait()         // its exit code says how it was ended, which is known
		<-b.printed.done     // Wait closed what it reads
	}
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	return Until(ctx, "the browser's profile is removed", func() (bool, error) {
		err := os.RemoveAll(b.profile)
		return err == nil, err
	})
}

// tail keeps the last lines that a browser prints.
type tail struct {
	done chan struct{} // closed when the output ends

	mu    sync.Mutex // guards lines
	lines []string
}

// read reads all of the output and sends the address that it tells.
func (t *tail) read(out io.Reader, found chan<- string) {
	defer close(t.done)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, address, ok := strings.Cut(lines.Text(), "DevTools listening on "); ok {
			select {
			case found <- address:
			default:
			}
		}
		t.add(lines.Text())
	}
	io.Copy(io.Discard, out) // after a line too long to scan
}

func (t *tail) add(line string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.lines = append(t.lines, line); len(t.lines) > keptLines {
		t.lines = t.lines[1:]
	}
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(t.lines, "\n")
}
