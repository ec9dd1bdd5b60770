package main

import (
	"archive/zip"
	"bytes"
	"fmt"

	"medius/report"
)

// dataFile is the one that holds a member whole; the tables beside it are for a spreadsheet.
const dataFile = "medius.json"

// exportFile is one file of an export.
type exportFile struct {
	name string
	data []byte
}

// exported gives the files of an export: the data, then the tables.
func exported(r report.Record) ([]exportFile, error) {
	data, err := report.EncodeJSON(r)
	if err != nil {
		return nil, err
	}
	all := []exportFile{{dataFile, data}}
	tables, err := report.Tables(r)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		data, err := report.EncodeCSV(t)
		if err != nil {
			return nil, fmt.Errorf("table %s: %w", t.Name, err)
		}
		all = append(all, exportFile{t.Name + ".csv", data})
	}
	return all, nil
}

// packed is an export as one file. It holds no moment of its own: the same member gives the same bytes.
func packed(r report.Record) ([]byte, error) {
	all, err := exported(r)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	box := zip.NewWriter(&out)
	for _, s := range all {
		w, err := box.Create(s.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(s.data); err != nil {
			return nil, err
		}
	}
	err = box.Close()
	return out.Bytes(), err
}
