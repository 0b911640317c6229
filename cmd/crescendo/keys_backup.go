package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/age"
	"filippo.io/age/armor"
)

const (
	passphraseEnv = "CRESCENDO_PASSPHRASE"
	minPassphrase = 10 // signs; the cost of trying one is half a second of a computer
	maxBackup     = 2 * maxKeys
)

// seal returns keys locked with a passphrase: text that any tool for age files
// opens, not only this one.
func seal(text []byte, passphrase string) ([]byte, error) {
	to, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	var sealed bytes.Buffer
	outer := armor.NewWriter(&sealed)
	inner, err := age.Encrypt(outer, to)
	if err != nil {
		return nil, err
	}
	if _, err := inner.Write(text); err != nil {
		return nil, err
	}
	if err := errors.Join(inner.Close(), outer.Close()); err != nil {
		return nil, err
	}
	return sealed.Bytes(), nil
}

// errPassphrase is a backup that another passphrase opens.
var errPassphrase = errors.New("that is not its passphrase")

// unseal returns the keys in a backup, whole or not at all.
func unseal(sealed []byte, passphrase string) ([]byte, error) {
	with, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(bytes.TrimSpace(sealed), []byte(armor.Header)) {
		return nil, fmt.Errorf("it is no backup of keys: it does not begin with %s", armor.Header)
	}
	r, err := age.Decrypt(armor.NewReader(bytes.NewReader(sealed)), with)
	if wrong := (*age.NoIdentityMatchError)(nil); errors.As(err, &wrong) {
		return nil, errPassphrase
	}
	if err != nil {
		return nil, fmt.Errorf("it is cut short or damaged: take another copy of the backup (%w)", err)
	}
	text, err := io.ReadAll(io.LimitReader(r, maxKeys+1))
	if err != nil {
		return nil, fmt.Errorf("it is cut short or damaged: take another copy of the backup (%w)", err)
	}
	return text, nil
}

// backup writes the keys of a data folder, locked, into a new file, and opens
// what it wrote: a backup that was never tried is none.
func (p *program) backup(dir, file string, source passphraseSource) error {
	if file == "" {
		return usageError{errors.New("want a file to write: -o FILE")}
	}
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("%s is there already: a backup never overwrites anything; choose another name", file)
	}
	if _, err := existingKeys(dir); err != nil {
		return err
	}
	text, err := readFile(filepath.Join(dir, keysName), maxKeys)
	if err != nil {
		return err
	}
	passphrase, err := p.passphrase(source, true)
	if err != nil {
		return err
	}
	sealed, err := seal(text, passphrase)
	if err != nil {
		return fmt.Errorf("locking the keys: %w", err)
	}
	if err := writeNew(file, sealed); err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	written, err := readFile(file, maxBackup)
	if err != nil {
		return fmt.Errorf("reading the backup again: %w", err)
	}
	if again, err := unseal(written, passphrase); err != nil || !bytes.Equal(again, text) {
		return fmt.Errorf("the backup cannot be opened again: is the disk full or broken? (%v)", err)
	}
	fmt.Fprintf(p.out, "The keys stand in %s, locked with your passphrase; it was opened again to be sure.\nKeep the file and the passphrase apart, and away from this machine.\n", file)
	return nil
}

// restore puts the keys of a backup into a data folder that has none.
func (p *program) restore(dir, file string, source passphraseSource) error {
	if _, err := os.Lstat(filepath.Join(dir, keysName)); err == nil {
		return fmt.Errorf("there are keys in %s already, and they stay: restore into another folder with --data, or move them away first", dir)
	}
	sealed, err := readFile(file, maxBackup)
	if err != nil {
		return fmt.Errorf("reading the backup: %w", err)
	}
	passphrase, err := p.passphrase(source, false)
	if err != nil {
		return err
	}
	text, err := unseal(sealed, passphrase)
	if err != nil {
		return fmt.Errorf("opening the backup %s: %w", file, err)
	}
	if _, err := parseKeys(text); err != nil {
		return fmt.Errorf("opening the backup %s: %w", file, err)
	}
	err = withKeys(dir, func(name string) error { return writeNew(name, text) })
	if err != nil {
		return fmt.Errorf("writing the keys: %w", err)
	}
	k, err := ensureKeys(dir) // completes what an older crescendo saved
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "The keys stand in %s again.\n", dir)
	p.describe(&k)
	return nil
}

// writeNew writes a file that does not exist yet, readable by its owner alone,
// and takes it away again where that fails.
func writeNew(name string, b []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and stays as it is", name)
	}
	if err != nil {
		return plain(err)
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		os.Remove(name)
	}
	return err
}
