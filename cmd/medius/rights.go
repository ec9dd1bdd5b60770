package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"

	"medius/storage"
)

// What may be done with a file or a folder, in the system's own numbers.
const (
	mayEnter = 1 << iota
	mayWrite
	mayRead
)

// barredDatabase says what keeps this user from writing a database, its folder and the files beside it; nil when nothing does.
func barredDatabase(dsn string) error {
	if storage.OnServer(dsn) {
		return nil
	}
	for _, file := range []struct {
		path string
		how  uint32
	}{{dsn, mayRead | mayWrite}, {dsn + "-wal", mayRead | mayWrite}, {dsn + "-shm", mayRead | mayWrite}, {dsn + ".lock", mayRead}} {
		if _, err := os.Stat(file.path); err != nil {
			continue
		}
		if err := barred(file.path, file.how); err != nil {
			return err
		}
	}
	folder, err := filepath.Abs(filepath.Dir(dsn))
	if err != nil {
		return err
	}
	return barredFolder(folder)
}

// barredFolder says what keeps this user from a folder, which may have to be made first; nil when nothing does.
func barredFolder(path string) error {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return noFolder(path)
	}
	return barred(path, mayRead|mayWrite)
}

func noFolder(path string) error {
	return refuse("name another folder, or put that file elsewhere", "%s is a file and no folder", path)
}

// barred says what keeps this user from a file, or from writing into a folder, which may have to be made first; nil when nothing does.
func barred(path string, how uint32) error {
	at := standing(path)
	info, err := os.Stat(at)
	if err != nil {
		return nil // whoever needs it says what is the matter
	}
	_, err = os.Stat(path)
	missing, shut := at != path && errors.Is(err, fs.ErrNotExist), at != path && errors.Is(err, fs.ErrPermission)
	switch {
	case shut:
		how = mayEnter
	case info.IsDir():
		how |= mayEnter
	case at != path:
		return noFolder(at)
	}
	err = allowed(at, how)
	if err == nil {
		return nil
	}
	me, owner, says := whoAmI(), ownerOf(info), belongs(at, info)
	switch {
	case errors.Is(err, syscall.EROFS):
		return refuse("name another place, or have it mounted for writing", "%s is on a disk that can only be read", at)
	case shut:
		return refuse(asOwner(owner)+"name a place that the user "+me+" may enter", "%s; the user %s may not enter it", says, me)
	case owner == me:
		return refuse(fmt.Sprintf("chmod %s %s", map[bool]string{true: "u=rwx", false: "u=rw"}[info.IsDir()], at), "%s, which is not enough", says)
	case missing:
		return refuse(fmt.Sprintf("%sas root: install -d -o %s -m 700 %s", asOwner(owner), me, path), "%s is missing, and cannot be made: %s", path, says)
	case info.IsDir() && !vacant(at): // it may be the system's
		return refuse(fmt.Sprintf("%sname a folder of medius's own; if this one is, let it belong to %s", asOwner(owner), me),
			"%s; the user %s may not write there", says, me)
	}
	return refuse(fmt.Sprintf("%sas root: chown %s %s", asOwner(owner), me, at), "%s; the user %s may not write it", says, me)
}

// vacant tells whether a folder is known to have nothing in it.
func vacant(folder string) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && len(entries) == 0
}

// asOwner begins a remedy for whoever has typed a command as another user than medius runs as.
func asOwner(owner string) string {
	if owner == "" || owner == "root" {
		return ""
	}
	return fmt.Sprintf("if medius runs as %s, do this as %s, too; otherwise, ", owner, owner)
}

// belongs says whose something is.
func belongs(path string, info fs.FileInfo) string {
	owner := ownerOf(info)
	if owner == "" {
		return fmt.Sprintf("%s has the mode %s", path, info.Mode()&(fs.ModeDir|fs.ModePerm))
	}
	return fmt.Sprintf("%s belongs to the user %s and has the mode %s", path, owner, info.Mode()&(fs.ModeDir|fs.ModePerm))
}

// ownerOf names the user a file belongs to, "" when that is not known.
func ownerOf(info fs.FileInfo) string {
	id, ok := ownerID(info)
	if !ok {
		return ""
	}
	if u, err := user.LookupId(id); err == nil {
		return u.Username
	}
	return id
}

// userOf names the user the file of that name belongs to, "" when that is not known.
func userOf(path string) string {
	info, err := os.Lstat(path)
	if err != nil {
		return ""
	}
	return ownerOf(info)
}

// whoAmI names the user of this process.
func whoAmI() string {
	id := strconv.Itoa(os.Getuid())
	if u, err := user.LookupId(id); err == nil {
		return u.Username
	}
	return id
}

// groupOf names the group of this process.
func groupOf() string {
	id := strconv.Itoa(os.Getgid())
	if g, err := user.LookupGroupId(id); err == nil {
		return g.Name
	}
	return id
}

// unread is what to do about a file that could not be read: who may read it when that is the matter, or else what is said.
func unread(err error, otherwise string) string {
	about, ok := errors.AsType[*fs.PathError](err)
	if !ok || !errors.Is(err, fs.ErrPermission) {
		return otherwise
	}
	info, err := os.Stat(about.Path)
	if err != nil {
		return fmt.Sprintf("the user %s may not enter its folder; do this as the user that medius runs as", whoAmI())
	}
	group := groupOf()
	return fmt.Sprintf("%s; do this as the user that medius runs as, or let the group of %s read it, as root: chgrp %s %s; chmod g+r %s",
		belongs("it", info), whoAmI(), group, about.Path, about.Path)
}

// explainOpening explains an error of a database that was to be opened, with whose file it is when that is the matter.
func explainOpening(err error, dsn string) error {
	if err != nil && (errors.Is(err, storage.ErrReadOnly) || errors.Is(err, fs.ErrPermission) || foreseen(err) == nil) {
		if why := barredDatabase(dsn); why != nil {
			return why
		}
	}
	return explainStorage(err)
}
