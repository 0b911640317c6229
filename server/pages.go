package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// contentTypes of everything that is served by its name; nothing else is.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
	".png":  "image/png",
	".wasm": "application/wasm",
}

// file is something that is served as it is, from memory.
type file struct {
	contentType string
	plain       []byte // nil where only packed is there
	packed      []byte // gzip, nil for none
	size        int64  // bytes unpacked
	etag        string
}

// readFiles reads the files of a folder that have a content type. NAME.gz is
// NAME, packed.
func readFiles(dir fs.FS) (map[string]*file, error) {
	files := map[string]*file{}
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name, packed := strings.CutSuffix(e.Name(), ".gz")
		contentType := contentTypes[path.Ext(name)]
		if e.IsDir() || contentType == "" {
			continue
		}
		b, err := fs.ReadFile(dir, e.Name())
		if err != nil {
			return nil, err
		}
		f := files[name]
		if f == nil {
			f = &file{contentType: contentType}
			files[name] = f
		}
		if err := f.set(b, packed); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
	}
	return files, nil
}

func (f *file) set(b []byte, packed bool) error {
	sum := sha256.Sum256(b)
	f.etag = `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	if !packed {
		f.plain, f.size = b, int64(len(b))
		return nil
	}
	if len(b) < 18 || b[0] != 0x1f || b[1] != 0x8b {
		return errors.New("not a gzip file")
	}
	f.packed, f.size = b, int64(binary.LittleEndian.Uint32(b[len(b)-4:])) // RFC 1952: ISIZE
	return nil
}

// serve sends the file, packed where the other side takes that. Who has it
// already is told so: the name stays and what is behind it may change with the
// next build, so it is asked for each time.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.contentType)
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", f.etag)
	h.Set("Crescendo-Size", strconv.FormatInt(f.size, 10))
	if f.packed != nil {
		h.Set("Vary", "Accept-Encoding")
	}
	if r.Header.Get("If-None-Match") == f.etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	switch {
	case f.packed != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip"):
		h.Set("Content-Encoding", "gzip")
		send(w, f.packed)
	case f.plain != nil:
		send(w, f.plain)
	default:
		f.unpack(w)
	}
}

func send(w http.ResponseWriter, b []byte) {
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	w.Write(b) //nolint:errcheck // whoever asked has gone
}

func (f *file) unpack(w io.Writer) {
	unpacked, err := gzip.NewReader(bytes.NewReader(f.packed))
	if err != nil {
		return // set looked at it
	}
	io.Copy(w, unpacked) //nolint:errcheck // whoever asked has gone
}

// secure adds what a browser needs to keep a page to itself: scripts, styles
// and connections of this server alone, and the position for these pages only.
func secure(next http.Handler) http.Handler {
	const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
		"connect-src 'self'; media-src 'self' blob:; font-src 'self'; manifest-src 'self'; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Permissions-Policy", "geolocation=(self), screen-wake-lock=(self), camera=(), microphone=()")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}
