package telegramtest

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"net/http"
	"path"
	"strings"
)

// File is an uploaded file; its bytes are got with Server.File.
type File struct {
	ID            string // always the same for the same file
	Name, MIME    string
	Size          int64
	Width, Height int // pixels, 0 for documents
}

// mostDownload is the largest file getFile gives a link to.
const mostDownload = 20 << 20

// stored is a file in the server's memory. It never changes.
type stored struct {
	number        uint32
	view          string // the id a person's app knows it by: an app does not load the same file again and again
	kind          string // "photo", "animation", "document"
	name, mime    string
	bytes         []byte
	width, height int
	duration      int
}

// fileKinds number the kinds inside file ids, and name them as Telegram's errors do.
var fileKinds = []string{"", "photo", "animation", "document"}

func kindNumber(kind string) byte {
	for i, name := range fileKinds {
		if name == kind {
			return byte(i)
		}
	}
	return 0
}

func kindTitle(kind string) string { return strings.ToUpper(kind[:1]) + kind[1:] }

// newID issues a file id: another text every time, all of them valid for this bot for ever.
func (s *Server) newID(f *stored) string {
	raw := make([]byte, 0, 18)
	raw = append(raw, 2, kindNumber(f.kind))
	raw = binary.BigEndian.AppendUint32(raw, s.hash)
	raw = binary.BigEndian.AppendUint32(raw, f.number)
	raw = binary.BigEndian.AppendUint32(raw, s.rand.Uint32())
	raw = binary.BigEndian.AppendUint32(raw, crc32.ChecksumIEEE(raw))
	return base64.RawURLEncoding.EncodeToString(raw)
}

// unique is the id that stays the same and cannot be used to send.
func (f *stored) unique() string { return fmt.Sprintf("AQAD%08x%d", f.number, kindNumber(f.kind)) }

// fileByID finds the file of an id that this bot was given.
func (s *Server) fileByID(id string) (*stored, *failure) {
	const refused = "wrong remote file identifier specified: "
	raw, err := base64.RawURLEncoding.DecodeString(id)
	if err != nil {
		return nil, bad(refused + "Wrong character in the string")
	}
	if len(raw) != 18 || binary.BigEndian.Uint32(raw[14:]) != crc32.ChecksumIEEE(raw[:14]) {
		return nil, bad(refused + "can't unserialize it. Wrong padding length")
	}
	number := binary.BigEndian.Uint32(raw[6:])
	if binary.BigEndian.Uint32(raw[2:]) != s.hash || int(number) >= len(s.files) {
		return nil, bad("wrong file identifier/HTTP URL specified")
	}
	return s.files[number], nil
}

func (s *Server) keep(f *stored) *stored {
	f.number = uint32(len(s.files))
	f.view = s.newID(f)
	s.files = append(s.files, f)
	return f
}

// File is the content of a file by any of its ids, nil when there is none.
func (s *Server) File(id string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, fail := s.fileByID(id)
	if fail != nil {
		return nil
	}
	return f.bytes
}

func (f *stored) seen() *File {
	return &File{
		ID: f.view, Name: f.name, MIME: f.mime, Size: int64(len(f.bytes)), Width: f.width, Height: f.height,
	}
}

// wireInto adds the file to a message: a photo in two sizes, an animation also as a document.
func (f *stored) wireInto(s *Server, kind string, out *wireMessage) {
	one := wireFile{ID: s.newID(f), Unique: f.unique(), Size: int64(len(f.bytes))}
	if kind == "photo" {
		one.Width, one.Height = f.width, f.height
		small := one
		small.ID, small.Width, small.Height = s.newID(f), min(f.width, 90), min(f.height, 90)
		out.Photo = []wireFile{small, one}
		return
	}
	one.Name, one.MIME = f.name, f.mime
	document := one
	out.Document = &document
	if kind == "animation" {
		one.Width, one.Height, one.Duration = f.width, f.height, &f.duration
		out.Animation = &one
	}
}

func (c *call) getFile() (any, *failure) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.in.text("file_id") == "" {
		return nil, wrong("file_id not specified")
	}
	f, fail := s.fileByID(c.in.text("file_id"))
	if fail != nil {
		fail = bad("wrong file_id or the file is temporarily unavailable")
		return nil, fail
	}
	if len(f.bytes) > mostDownload {
		return nil, bad("file is too big")
	}
	type file struct {
		wireFile
		Path string `json:"file_path"`
	}
	return file{wireFile{ID: s.newID(f), Unique: f.unique(), Size: int64(len(f.bytes))}, f.path()}, nil
}

func (f *stored) path() string {
	return fmt.Sprintf("%ss/file_%d%s", f.kind, f.number, path.Ext(f.name))
}

// serveFile answers a download.
func (s *Server) serveFile(w http.ResponseWriter, rest string) {
	token, name, _ := strings.Cut(rest, "/")
	name = strings.TrimPrefix(name, "test/")
	if f := s.checkToken(token); f != nil {
		f.reply().write(w)
		return
	}
	s.mu.Lock()
	var found *stored
	var number int
	if _, tail, ok := strings.Cut(name, "/file_"); ok {
		_, _ = fmt.Sscanf(tail, "%d", &number)
		if number < len(s.files) && s.files[number].path() == name {
			found = s.files[number]
		}
	}
	s.mu.Unlock()
	if found == nil {
		(&failure{code: http.StatusNotFound, text: "Not Found"}).reply().write(w)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(found.bytes) // the client may have gone
}
