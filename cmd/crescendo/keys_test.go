package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// askWith runs a command that ends by itself, with an environment.
func askWith(t *testing.T, env map[string]string, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e lines
	p := program{out: &o, err: &e, env: func(name string) (string, bool) { v, ok := env[name]; return v, ok }}
	code = p.run(t.Context(), args)
	return code, o.String(), e.String()
}

// mustKeys runs a keys command that goes well.
func mustKeys(t *testing.T, env map[string]string, args ...string) (out string) {
	t.Helper()
	code, out, errs := askWith(t, env, append([]string{"keys"}, args...)...)
	if code != 0 {
		t.Fatalf("crescendo keys %s: exit code %d: %s", strings.Join(args, " "), code, errs)
	}
	return out
}

// noSecrets fails where a text holds a secret of a keys file.
func noSecrets(t *testing.T, where, text string, dir string) {
	t.Helper()
	k, err := existingKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range k.secrets() {
		digits, _ := s.secret.MarshalText()
		if strings.Contains(text, string(digits[:16])) || strings.Contains(text, string(s.secret[:])) {
			t.Errorf("%s shows the %s", where, s.name)
		}
	}
}

func TestKeysAreMadeOnceAndShownInPublicPartsOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "paris.data")
	made := mustKeys(t, nil, "new", dir)
	file, err := os.ReadFile(filepath.Join(dir, "keys"))
	if err != nil {
		t.Fatal(err)
	}
	if code, _, errs := ask(t, "keys", "new", dir); code != 1 || !strings.Contains(errs, "and they stay") {
		t.Errorf("a second time: exit code %d, %q", code, errs)
	}
	if again, _ := os.ReadFile(filepath.Join(dir, "keys")); !bytes.Equal(file, again) {
		t.Error("the keys have changed")
	}
	shown := mustKeys(t, nil, "show", "--data", dir)
	noSecrets(t, "keys new", made, dir)
	noSecrets(t, "keys show", shown, dir)
	if !strings.Contains(shown, "public key   ") || !strings.Contains(shown, "gate link    revision 0") {
		t.Errorf("it shows %q", shown)
	}
}

// An operator's key is shown once; what stays is a hash, which opens nothing.
func TestOperatorsComeAndGo(t *testing.T) {
	dir := t.TempDir()
	mustKeys(t, nil, "new", dir)
	ana := strings.TrimSpace(mustKeys(t, nil, "operator", "add", "Ana", "--data", dir))
	ben := strings.TrimSpace(mustKeys(t, nil, "operator", "add", "Ben", "--data", dir))
	if ana == ben || len(ana) != len("op-")+32 {
		t.Errorf("keys of %d and %d signs, the same: %t", len(ana), len(ben), ana == ben)
	}
	if file, _ := os.ReadFile(filepath.Join(dir, "keys")); strings.Contains(string(file), ana[3:]) {
		t.Error("the key itself stands in the file")
	}
	if code, _, errs := ask(t, "keys", "operator", "add", "Ana", "--data", dir); code != 1 || !strings.Contains(errs, "already") {
		t.Errorf("the same name again: %d %q", code, errs)
	}
	file := filepath.Join(t.TempDir(), "cleo.key")
	if said := mustKeys(t, nil, "operator", "add", "Cleo", "-o", file, "--data", dir); strings.Contains(said, "op-") {
		t.Error("it prints the key that it writes")
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key's file: %v", err)
	}
	cleo, _ := os.ReadFile(file)
	if code, _, _ := ask(t, "keys", "operator", "add", "Dan", "-o", file, "--data", dir); code != 1 {
		t.Error("it writes over a key")
	}
	if again, _ := os.ReadFile(file); !bytes.Equal(cleo, again) || !bytes.HasPrefix(cleo, []byte("op-")) {
		t.Error("the first key is gone")
	}
	mustKeys(t, nil, "operator", "remove", "Ana", "--data", dir)
	if shown := mustKeys(t, nil, "show", dir); strings.Contains(shown, "Ana") || !strings.Contains(shown, "operator     Ben") {
		t.Errorf("it shows %q", shown)
	}
	if code, _, errs := ask(t, "keys", "operator", "remove", "Ana", "--data", dir); code != 1 || !strings.Contains(errs, "there is no operator") {
		t.Errorf("removing nobody: %d %q", code, errs)
	}
}

func TestABackupBringsTheKeysBack(t *testing.T) {
	dir := t.TempDir()
	data, file := filepath.Join(dir, "data"), filepath.Join(dir, "backup")
	secret := map[string]string{passphraseEnv: "four quiet owls at night"}
	mustKeys(t, nil, "new", data)
	mustKeys(t, nil, "operator", "add", "Ana", "--data", data)
	kept, _ := os.ReadFile(filepath.Join(data, "keys"))

	said := mustKeys(t, secret, "backup", "-o", file, "--data", data)
	sealed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	noSecrets(t, "the backup", string(sealed), data)
	noSecrets(t, "keys backup", said, data)

	refuse := func(name string, env map[string]string, want string, args ...string) {
		t.Helper()
		code, out, errs := askWith(t, env, append([]string{"keys"}, args...)...)
		if code != 1 || !strings.Contains(errs, want) || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: exit code %d, it said %q, want %q", name, code, errs, want)
		}
		noSecrets(t, name, out+errs, data)
	}
	fresh := filepath.Join(dir, "fresh")
	cut := writeText(t, filepath.Join(dir, "cut"), string(sealed[:len(sealed)-200]))
	bent := bytes.Clone(sealed)
	bent[len(bent)-120] ^= 1
	refuse("keys are there", secret, "and they stay", "restore", file, "--data", data)
	refuse("a backup is there", secret, "never overwrites", "backup", "-o", file, data)
	refuse("another passphrase", map[string]string{passphraseEnv: "four loud owls at noon"}, "not its passphrase", "restore", file, "--data", fresh)
	refuse("nobody to ask", nil, "no terminal to ask", "restore", file, "--data", fresh)
	refuse("cut short", secret, "cut short or damaged", "restore", cut, "--data", fresh)
	refuse("damaged", secret, "damaged", "restore", writeText(t, filepath.Join(dir, "bent"), string(bent)), "--data", fresh)
	refuse("something else", secret, "no backup of keys", "restore", writeText(t, filepath.Join(dir, "other"), "hello"), "--data", fresh)
	refuse("short passphrase", map[string]string{passphraseEnv: "owls"}, "fewer than 10 signs", "backup", "-o", filepath.Join(dir, "b2"), data)
	refuse("no keys", secret, "there are no keys", "backup", "-o", filepath.Join(dir, "b3"), fresh)
	if _, err := os.Stat(filepath.Join(fresh, "keys")); err == nil {
		t.Error("a refused restoring left keys")
	}
	if now, _ := os.ReadFile(filepath.Join(data, "keys")); !bytes.Equal(kept, now) {
		t.Error("a refused restoring changed the keys")
	}

	words := writeText(t, filepath.Join(dir, "words"), secret[passphraseEnv]+"\n")
	mustKeys(t, nil, "restore", file, "--data", fresh, "--passphrase-file", words)
	if now, _ := os.ReadFile(filepath.Join(fresh, "keys")); !bytes.Equal(kept, now) || !json.Valid(now) {
		t.Error("the restored keys differ")
	}
	if info, err := os.Stat(filepath.Join(fresh, "keys")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("restored with mode %v (%v)", info.Mode(), err)
	}
}

// On a terminal a new passphrase is asked for twice, one for restoring once.
func TestAPassphraseIsAskedForUnseen(t *testing.T) {
	answers := []string{"four quiet owls", "four quiet foxes", "four quiet owls", "four quiet owls", "four quiet owls"}
	p := program{env: func(string) (string, bool) { return "", false }, prompt: func(string) (string, error) {
		next := answers[0]
		answers = answers[1:]
		return next, nil
	}}
	if _, err := p.passphrase(passphraseSource{}, true); err == nil || !strings.Contains(err.Error(), "differ") {
		t.Errorf("two that differ: %v", err)
	}
	if said, err := p.passphrase(passphraseSource{}, true); err != nil || said != "four quiet owls" {
		t.Errorf("the same twice: %v", err)
	}
	if said, err := p.passphrase(passphraseSource{}, false); err != nil || said != "four quiet owls" || len(answers) != 0 {
		t.Errorf("for restoring: %v, %d answers left", err, len(answers))
	}
}

func TestTheHelpOfKeysSaysWhatIsLost(t *testing.T) {
	lost := mustKeys(t, nil, "help", "lost")
	var k keys
	for _, s := range k.secrets() {
		if !strings.Contains(lost, "\n  "+s.name+" ") {
			t.Errorf("it does not say what is lost with %s", s.name)
		}
	}
	if help := mustKeys(t, nil); !strings.Contains(help, "keys help lost") {
		t.Errorf("the help is %q", help)
	}
}

// A backup that an older crescendo made, of a seed alone, is completed when it
// is restored.
func TestAnOldBackupIsCompleted(t *testing.T) {
	dir := t.TempDir()
	sealed, err := seal([]byte(`{"seed": "`+strings.Repeat("07", 32)+`"}`), "four quiet owls")
	if err != nil {
		t.Fatal(err)
	}
	file := writeText(t, filepath.Join(dir, "old"), string(sealed))
	mustKeys(t, map[string]string{passphraseEnv: "four quiet owls"}, "restore", file, "--data", filepath.Join(dir, "data"))
	k, err := existingKeys(filepath.Join(dir, "data"))
	if err != nil || k.Seed[0] != 7 || k.Sign == (secret{}) || k.Version != keysVersion {
		t.Errorf("restored to version %d (%v)", k.Version, err)
	}
}
