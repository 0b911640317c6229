package keep

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// Folder keeps entries in files, one a kind. One process at a time may have it
// open; who opens it sees to that. All methods may be called from many
// goroutines.
type Folder struct {
	logs [kinds]*log // set once
}

// Open opens a folder, and makes it where it is missing. What cannot be read is
// left out, and lost tells of how many bytes: an interrupted write, or damage.
func Open(dir string) (f *Folder, lost int64, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, 0, fmt.Errorf("keep: making the folder: %w", err)
	}
	f = &Folder{}
	for k := range kinds {
		l, without, err := openLog(filepath.Join(dir, k.file()))
		if err != nil {
			return nil, 0, errors.Join(fmt.Errorf("keep: opening %s: %w", k.file(), err), f.Close())
		}
		f.logs[k] = l
		lost += without
	}
	return f, lost, nil
}

// Put keeps entries, each in place of the one before: they are on disk when it
// returns nil. After an error each of them may be there or not. An entry that is
// empty or too long is an error before anything is written.
func (f *Folder) Put(entries ...Entry) error {
	var of [kinds][]Entry
	for _, e := range entries {
		if n := len(e.Value); n == 0 || n > MaxValue {
			return fmt.Errorf("keep: an entry of %d bytes, want 1 to %d", n, MaxValue)
		}
		of[e.Kind] = append(of[e.Kind], e)
	}
	for k, list := range of {
		if len(list) == 0 {
			continue
		}
		if err := f.logs[k].put(list); err != nil {
			return fmt.Errorf("keep: writing %s: %w", Kind(k).file(), err)
		}
	}
	return nil
}

// Delete forgets entries: when it returns nil, no file holds their bytes. It
// writes the files of their kinds anew.
func (f *Folder) Delete(keys ...Key) error {
	var of [kinds]map[ID]bool
	for _, k := range keys {
		if of[k.Kind] == nil {
			of[k.Kind] = map[ID]bool{}
		}
		of[k.Kind][k.ID] = true
	}
	for k, without := range of {
		if without == nil {
			continue
		}
		if err := f.logs[k].rewrite(without); err != nil {
			return fmt.Errorf("keep: forgetting in %s: %w", Kind(k).file(), err)
		}
	}
	return nil
}

// Each calls fn for all entries of a kind, oldest first, until it returns an
// error, and returns that. A value is fn's only until fn returns.
func (f *Folder) Each(kind Kind, fn func(id ID, value []byte) error) error {
	return f.logs[kind].each(fn)
}

// Close closes the files.
func (f *Folder) Close() error {
	var errs []error
	for _, l := range f.logs {
		if l != nil {
			errs = append(errs, l.close())
		}
	}
	return errors.Join(errs...)
}

// syncDir brings what was renamed in a folder to the disk, where a system can.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
