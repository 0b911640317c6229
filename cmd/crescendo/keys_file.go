package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/gofrs/flock"

	"crescendo/game"
	"crescendo/server"
)

const (
	keysName    = "keys"          // of the file in the data folder
	keysVersion = 3               // of the file's form; 1 had no version and only a seed, 2 no key of tokens
	tokenless   = 2               // the version before tokens had a key
	maxKeys     = 1 << 20         // bytes of a keys file; one of a hundred venues and operators has some 20 KB
	keysWait    = 5 * time.Second // for another crescendo to finish with the keys
)

// keys are the secrets of one hunt. They stand in DIR/keys, readable by the
// owner alone, never in the hunt file; what is lost with each of them says
// `crescendo keys help lost`.
type keys struct {
	Version   int        `json:"version"`
	Seed      secret     `json:"seed"`   // of the lots (R9)
	Salt      secret     `json:"salt"`   // of the commitment (R15)
	Warp      secret     `json:"warp"`   // of the loudness fields (R7)
	Gate      secret     `json:"gate"`   // of the gate's codes (R4)
	Door      secret     `json:"door"`   // of the doors' codes and of all links (R8)
	Pass      secret     `json:"pass"`   // of the players' rotating passes (R8)
	Names     secret     `json:"names"`  // of what stands in facts in place of names and reasons (R14)
	Invite    secret     `json:"invite"` // of invitation codes (R3)
	Token     secret     `json:"token"`  // of the tokens with which players go on (R3)
	Sign      secret     `json:"sign"`   // ed25519 seed: tickets and receipts (R15)
	Links     links      `json:"links"`
	Operators []operator `json:"operators"`
}

// links are the revisions of the secret links: one more with each that is
// revoked. A place that is missing has revision 0.
type links struct {
	Gate   uint32            `json:"gate"`
	Venues map[string]uint32 `json:"venues"` // by the venue's id
}

// operator is somebody who may act (R11). The key itself is nowhere.
type operator struct {
	Name   string `json:"name"`
	SHA256 secret `json:"sha256"` // of the key
}

// forServer returns the secrets in the server's words.
func (k *keys) forServer() server.Keys {
	return server.Keys{
		Seed: game.Seed(k.Seed), Salt: k.Salt, Warp: k.Warp, Gate: k.Gate, Door: k.Door,
		Pass: k.Pass, Names: k.Names, Invite: k.Invite, Token: k.Token, Sign: ed25519.NewKeyFromSeed(k.Sign[:]),
	}
}

// secrets returns every secret with its name in the file.
func (k *keys) secrets() []namedSecret {
	return []namedSecret{
		{"seed", &k.Seed}, {"salt", &k.Salt}, {"warp", &k.Warp}, {"gate", &k.Gate}, {"door", &k.Door},
		{"pass", &k.Pass}, {"names", &k.Names}, {"invite", &k.Invite}, {"token", &k.Token}, {"sign", &k.Sign},
	}
}

type namedSecret struct {
	name   string
	secret *secret
}

// secret is 32 random bytes, written as hexadecimal digits.
type secret [32]byte

// MarshalText returns the digits.
func (s secret) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(s[:])), nil }

// UnmarshalText reads exactly 64 digits.
func (s *secret) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(string(text))
	if err != nil || len(b) != len(s) {
		return fmt.Errorf("want %d hexadecimal digits", 2*len(s))
	}
	copy(s[:], b)
	return nil
}

// errNoKeys is why there is nothing to read.
var errNoKeys = errors.New("there are no keys")

// keys returns the folder's keys. In an empty folder it draws new ones; those
// that an older crescendo wrote it completes.
func (f *folder) keys() (keys, error) { return ensureKeys(f.dir) }

// ensureKeys returns the keys of a data folder, drawn or completed first where
// that is needed.
func ensureKeys(dir string) (keys, error) {
	var k keys
	err := withKeys(dir, func(name string) (err error) {
		k, err = readKeys(name)
		switch {
		case errors.Is(err, errNoKeys):
			k = keys{}
		case err != nil || k.Version == keysVersion:
			return err
		}
		if err := k.complete(); err != nil {
			return err
		}
		return writeKeys(name, k)
	})
	return k, err
}

// changeKeys changes the keys of a data folder and writes them, whole or not at
// all. Where change returns an error nothing is written.
func changeKeys(dir string, change func(*keys) error) error {
	if _, err := ensureKeys(dir); err != nil {
		return err
	}
	return withKeys(dir, func(name string) error {
		k, err := readKeys(name)
		if err != nil {
			return err
		}
		if err := change(&k); err != nil {
			return err
		}
		return writeKeys(name, k)
	})
}

// withKeys runs use while no other crescendo reads or writes the keys of a
// folder. A server that runs holds the folder but not the keys.
func withKeys(dir string, use func(name string) error) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w", err)
	}
	lock := flock.New(filepath.Join(dir, "keys.lock"))
	wait, cancel := context.WithTimeout(context.Background(), keysWait)
	defer cancel()
	switch _, err := lock.TryLockContext(wait, 20*time.Millisecond); {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("another crescendo is changing the keys in %s: try again in a moment", dir)
	case err != nil:
		return fmt.Errorf("locking the keys in %s: %w", dir, err)
	}
	defer lock.Close()
	return use(filepath.Join(dir, keysName))
}

// readKeys reads a keys file. Its error is errNoKeys where there is none.
func readKeys(name string) (keys, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return keys{}, errNoKeys
	}
	if err != nil {
		return keys{}, fmt.Errorf("reading the keys: %w", plain(err))
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o007 != 0 {
		return keys{}, fmt.Errorf("reading the keys: everybody on this machine can read %s: chmod 600 it, and think about new keys", name)
	}
	b, err := readFile(name, maxKeys)
	if err != nil {
		return keys{}, fmt.Errorf("reading the keys: %w", err)
	}
	k, err := parseKeys(b)
	if err != nil {
		return keys{}, fmt.Errorf("reading the keys: %s: %w; restore it from your backup, or remove it before the hunt opens to have new ones", name, err)
	}
	return k, nil
}

// parseKeys reads what a keys file holds and nothing else. What an older
// crescendo wrote has another version than keysVersion.
func parseKeys(b []byte) (keys, error) {
	var k keys
	read := json.NewDecoder(bytes.NewReader(b))
	read.DisallowUnknownFields()
	if err := read.Decode(&k); err != nil {
		return keys{}, errors.New("it is damaged: " + digitless(err))
	}
	if _, err := read.Token(); err != io.EOF {
		return keys{}, errors.New("something stands behind the keys")
	}
	switch {
	case k.Seed == (secret{}):
		return keys{}, errors.New("there is no seed in it")
	case k.Version == 0 && k.onlySeed():
		return k, nil
	case k.Version > keysVersion:
		return keys{}, fmt.Errorf("a newer crescendo wrote it (version %d, this one knows %d)", k.Version, keysVersion)
	case k.Version != keysVersion && k.Version != tokenless:
		return keys{}, fmt.Errorf("version %d: want %d", k.Version, keysVersion)
	}
	return k, k.check()
}

// check tells what is missing.
func (k *keys) check() error {
	for _, s := range k.secrets() {
		if *s.secret == (secret{}) && (s.secret != &k.Token || k.Version != tokenless) {
			return fmt.Errorf("there is no %s in it", s.name)
		}
	}
	if k.Links.Venues == nil {
		return errors.New("there are no links in it")
	}
	return k.checkOperators()
}

// onlySeed tells whether these are the keys of version 1.
func (k *keys) onlySeed() bool {
	rest := *k
	rest.Seed = secret{}
	for _, s := range rest.secrets() {
		if *s.secret != (secret{}) {
			return false
		}
	}
	return len(k.Operators) == 0 && k.Links.Gate == 0 && len(k.Links.Venues) == 0
}

// digitless says what is wrong with JSON without repeating any of it: what is
// damaged may be a secret.
func digitless(err error) string {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("what stands at byte %d is no JSON", syntax.Offset)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "it ends too early"
	}
	return err.Error()
}

// checkOperators tells whether every operator has a name and a key of their own.
func (k *keys) checkOperators() error {
	names, hashes := map[string]bool{}, map[secret]bool{}
	for i, o := range k.Operators {
		if err := operatorName(o.Name); err != nil {
			return fmt.Errorf("operator %d of %d: %w", i+1, len(k.Operators), err)
		}
		if names[o.Name] || hashes[o.SHA256] || o.SHA256 == (secret{}) {
			return fmt.Errorf("operator %q stands in it twice, or without a key", o.Name)
		}
		names[o.Name], hashes[o.SHA256] = true, true
	}
	return nil
}

// operatorName says what is wrong with an operator's name.
func operatorName(name string) error {
	switch {
	case name == "" || len(name) > 64 || strings.TrimSpace(name) != name || !utf8.ValidString(name):
		return errors.New("want a name of at most 64 bytes without blanks around it")
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }):
		return errors.New("want a name of signs that can be printed")
	}
	return nil
}

// complete draws what is missing.
func (k *keys) complete() error {
	k.Version = keysVersion
	if k.Links.Venues == nil {
		k.Links.Venues, k.Operators = map[string]uint32{}, []operator{}
	}
	for _, s := range k.secrets() {
		if *s.secret != (secret{}) {
			continue
		}
		if _, err := rand.Read(s.secret[:]); err != nil {
			return fmt.Errorf("drawing keys: %w", err)
		}
	}
	return nil
}

func writeKeys(name string, k keys) error {
	b, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return err
	}
	if err := writeFile(name, append(b, '\n')); err != nil {
		return fmt.Errorf("writing the keys: %w", err)
	}
	return nil
}
