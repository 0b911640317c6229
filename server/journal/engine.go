package journal

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// What the embedded engine may use, and how long it may take to begin.
const (
	engineMemory = 64 << 20         // bytes
	engineStore  = 20 << 30         // bytes of disk
	engineStart  = 30 * time.Second // a million records are read in one
	connectLimit = 5 * time.Second  // a connection in the process that is refused would wait for ever
)

// engine is a NATS server inside this process: no port, one folder, every
// record on disk before it is acknowledged.
type engine struct {
	server *server.Server
	conn   *nats.Conn
}

// startEngine starts the engine in a folder that nobody else has open: it does
// not look for itself.
func startEngine(dir string, log *slog.Logger) (*engine, error) {
	s, err := server.NewServer(&server.Options{
		ServerName: "embedded", DontListen: true, NoSigs: true,
		JetStream: true, StoreDir: dir, SyncAlways: true,
		JetStreamMaxMemory: engineMemory, JetStreamMaxStore: engineStore,
	})
	if err != nil {
		return nil, fmt.Errorf("journal: starting the engine in %s: %w", dir, err)
	}
	s.SetLoggerV2(engineLog{log}, false, false, false)
	go s.Start() // ends with Shutdown; close waits for it
	e := &engine{server: s}
	if !s.ReadyForConnections(engineStart) {
		e.close()
		return nil, fmt.Errorf("journal: the engine in %s did not start within %s: see the log, and is the disk full?", dir, engineStart)
	}
	if e.conn, err = e.connect(); err != nil {
		e.close()
		return nil, err
	}
	return e, nil
}

func (e *engine) connect() (*nats.Conn, error) {
	type result struct {
		conn *nats.Conn
		err  error
	}
	done := make(chan result, 1)
	go func() { // ends with the server at the latest
		c, err := nats.Connect("", append(connOptions(), nats.InProcessServer(e.server))...)
		done <- result{c, err}
	}()
	late := time.NewTimer(connectLimit)
	defer late.Stop()
	select {
	case r := <-done:
		if r.err != nil {
			return nil, fmt.Errorf("journal: connecting to the engine: %w", r.err)
		}
		return r.conn, nil
	case <-late.C:
		return nil, errors.New("journal: the engine does not answer in its own process")
	}
}

func (e *engine) close() {
	if e.conn != nil {
		e.conn.Close()
	}
	e.server.Shutdown()
	e.server.WaitForShutdown()
}

// connOptions are those of every connection: come back for ever, and keep
// nothing back that was not sent, because it is sent again under its id.
func connOptions() []nats.Option {
	return []nats.Option{
		nats.Name("crescendo"), nats.MaxReconnects(-1), nats.ReconnectBufSize(-1),
		nats.ReconnectWait(100 * time.Millisecond), nats.ReconnectJitter(100*time.Millisecond, 200*time.Millisecond),
		nats.PingInterval(2 * time.Second), nats.MaxPingsOutstanding(2), nats.CustomInboxPrefix("_INBOX_game"),
	}
}

// engineLog hands the engine's words on.
type engineLog struct{ to *slog.Logger }

func (l engineLog) say(level slog.Level, format string, v []any) {
	l.to.Log(context.Background(), level, "journal engine: "+fmt.Sprintf(format, v...))
}
func (l engineLog) Noticef(format string, v ...any) { l.say(slog.LevelDebug, format, v) }
func (l engineLog) Warnf(format string, v ...any)   { l.say(slog.LevelWarn, format, v) }
func (l engineLog) Fatalf(format string, v ...any)  { l.say(slog.LevelError, format, v) }
func (l engineLog) Errorf(format string, v ...any)  { l.say(slog.LevelError, format, v) }
func (l engineLog) Debugf(format string, v ...any)  { l.say(slog.LevelDebug, format, v) }
func (l engineLog) Tracef(format string, v ...any)  {}
