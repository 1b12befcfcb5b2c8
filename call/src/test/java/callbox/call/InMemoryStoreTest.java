package callbox.call;

import org.junit.jupiter.api.Nested;

/// The store of the other tests keeps to the contracts as well.
class InMemoryStoreTest {
    private final InMemoryCallStore store = new InMemoryCallStore();

    @Nested
    class Calls extends StoreContract {
        @Override
        protected CallStore calls() {
            return store;
        }
    }

    @Nested
    class Log extends HistoryContract {
        @Override
        protected CallStore calls() {
            return store;
        }

        @Override
        protected HistoryStore history() {
            return store;
        }
    }

    @Nested
    class Links extends LinkContract {
        @Override
        protected LinkStore links() {
            return store;
        }
    }

    @Nested
    class Races extends RaceContract {
        @Override
        protected CallStore calls() {
            return store;
        }

        @Override
        protected LinkStore links() {
            return store;
        }
    }
}
