package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"slices"

	modernc "modernc.org/sqlite"
)

// keptStatements is how many statements a connection keeps prepared: more than medius has, and few enough for those whose text
// varies with the number of rows.
const keptStatements = 256

// prepared opens SQLite connections that keep what they have prepared. Reading a statement's text and planning it takes SQLite
// longer than most of ours take to run, and neither gorm nor database/sql keeps a statement beyond its transaction.
type prepared struct{ dsn string }

func (p prepared) Driver() driver.Driver { return &modernc.Driver{} }

func (p prepared) Connect(context.Context) (driver.Conn, error) {
	c, err := (&modernc.Driver{}).Open(p.dsn)
	if err != nil {
		return nil, err
	}
	full, ok := c.(sqliteConn)
	if !ok {
		return nil, errors.Join(errors.New("sqlite: a connection of another kind"), c.Close())
	}
	return &preparing{sqliteConn: full, kept: map[string]*statement{}}, nil
}

// sqliteConn is what database/sql wants to know of a connection; preparing hands it through.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// preparing is one connection. database/sql lets nobody use it twice at a time, except that rows may still be open.
type preparing struct {
	sqliteConn
	kept map[string]*statement
	used []string // the texts in kept, the one used last at the end
}

type statement struct {
	driver.Stmt
	open bool // its rows are being read
}

func (c *preparing) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s.open {
		return c.sqliteConn.(driver.ExecerContext).ExecContext(ctx, query, args)
	}
	return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

func (c *preparing) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if s.open {
		return c.sqliteConn.(driver.QueryerContext).QueryContext(ctx, query, args)
	}
	rows, err := s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.open = true
	return &openRows{rows, s}, nil
}

// statement gives the statement of a text, prepared before or now. The one that was not wanted for longest makes room.
func (c *preparing) statement(ctx context.Context, query string) (*statement, error) {
	if s := c.kept[query]; s != nil {
		if last := len(c.used) - 1; c.used[last] != query {
			i := slices.Index(c.used, query)
			copy(c.used[i:], c.used[i+1:])
			c.used[last] = query
		}
		return s, nil
	}
	stmt, err := c.sqliteConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	s := &statement{Stmt: stmt}
	c.kept[query], c.used = s, append(c.used, query)
	if len(c.used) > keptStatements {
		return s, c.forget()
	}
	return s, nil
}

// forget closes the statement that was not wanted for longest, of those whose rows nobody reads.
func (c *preparing) forget() error {
	i := slices.IndexFunc(c.used, func(query string) bool { return !c.kept[query].open })
	query := c.used[i]
	c.used = slices.Delete(c.used, i, i+1)
	err := c.kept[query].Close()
	delete(c.kept, query)
	return err
}

func (c *preparing) Close() error {
	var all error
	for _, s := range c.kept {
		all = errors.Join(all, s.Close())
	}
	c.kept, c.used = nil, nil
	return errors.Join(all, c.sqliteConn.Close())
}

// openRows says when the rows have been read.
type openRows struct {
	driver.Rows
	of *statement
}

func (r *openRows) Close() error {
	r.of.open = false
	return r.Rows.Close()
}
