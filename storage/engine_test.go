package storage

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"medius/storage/postgrestest"
)

// engineEnv says where the tests of what storage promises keep their databases: on a server when it is "postgres", else in
// files.
const engineEnv = "MEDIUS_STORAGE_TEST_ENGINE"

// freshDSN is of a new, empty database.
func freshDSN(t testing.TB) string {
	t.Helper()
	if os.Getenv(engineEnv) == "postgres" {
		return postgrestest.Database(t)
	}
	return filepath.Join(t.TempDir(), "medius.db")
}

// ofTheFile are tests, alone or all of a file, of what a SQLite file is, or that look into it. Everything else is a promise.
var ofTheFile = []string{
	"admit_test.go", "ahead_test.go", "arrivals_test.go", "backup_test.go", "crash_test.go", "full_linux_test.go", "hot_test.go", "joint_test.go", "landed_test.go", "load_test.go", "statements_test.go", "locked_test.go", "migrate_test.go",
	"open_test.go", "owner_unix_test.go", "plan_test.go", "reinstate_test.go", "upgrade_test.go",
	"TestInUse", "TestIntegrity", "TestTheMigrationCountsAsTheProgramDoes", "TestSizeAndPing", "TestAnErasureOverwritesTheFile",
	"TestOnlyChangedDaysAreWritten", "TestFilesAreNobodysData", "TestDriverErrorsAreTranslated",
	"TestAFullDiskLeavesNothingHalfDone", "TestABatchThatDoesNotFitIsNotConfirmed", "TestNothingReadsThroughScan",
	"TestLibcIsTheOneTheDriverWasMadeWith",
}

// ofTheServer are the tests that ask for a server themselves.
var ofTheServer = []string{"crew_test.go", "engine_test.go", "guard_test.go", "move_test.go", "postgres_test.go", "replica_test.go"}

var testFunction = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)

// promises are the tests of what storage promises, wherever it keeps things.
func promises(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	must(t, err)
	for _, file := range files {
		if slices.Contains(ofTheFile, file) || slices.Contains(ofTheServer, file) {
			continue
		}
		text, err := os.ReadFile(file)
		must(t, err)
		for _, found := range testFunction.FindAllStringSubmatch(string(text), -1) {
			if !slices.Contains(ofTheFile, found[1]) {
				names = append(names, found[1])
			}
		}
	}
	return names
}

// Every promise is kept on a server, too: the same tests run again, with their databases there.
func TestPostgresKeepsThePromises(t *testing.T) {
	names := promises(t)
	if len(names) < 80 {
		t.Fatalf("only %d promises", len(names))
	}
	self, err := os.Executable()
	must(t, err)
	args := []string{"-test.v", "-test.run", "^(" + strings.Join(names, "|") + ")$"}
	if testing.Short() {
		args = append(args, "-test.short")
	}
	again := exec.CommandContext(t.Context(), self, args...)
	again.Env = append(os.Environ(), engineEnv+"=postgres", postgrestest.Env+"="+postgrestest.Address(t))
	said, err := again.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, name := range names {
		if !strings.Contains(string(said), "--- PASS: "+name+" ") && !testing.Short() {
			t.Errorf("%s was not run", name)
		}
	}
}
