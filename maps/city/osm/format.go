package osm

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// read visits all that an extract holds, whatever its form, which its first
// bytes tell.
func read(r io.Reader, v visitor) error {
	for range 2 { // packed once at most
		b := bufio.NewReaderSize(r, 1<<16)
		head, err := b.Peek(16)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
		switch {
		case len(head) == 0:
			return errors.New("the file is empty: fetch it anew")
		case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
			if r, err = gzip.NewReader(b); err != nil {
				return fmt.Errorf("this gzip file cannot be read: %w", err)
			}
			continue
		case bytes.HasPrefix(head, []byte("BZh")):
			r = bzip2.NewReader(b)
			continue
		case bytes.HasPrefix(text, []byte("<")):
			return readXML(b, v)
		case bytes.HasPrefix(text, []byte("{")):
			return readJSON(b, v)
		}
		return readPBF(b, v)
	}
	return errors.New("the file is packed twice: unpack it once")
}
