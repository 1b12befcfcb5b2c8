package callbox.turn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long BEGIN_MS = 1_000_000;

    @Test
    void oneSecondsWorthPassesAtOnceAndNoMore() {
        TokenBucket bucket = new TokenBucket(1000, BEGIN_MS);
        assertThat(bucket.take(600, BEGIN_MS)).isTrue();
        assertThat(bucket.take(600, BEGIN_MS)).isFalse();
        assertThat(bucket.take(400, BEGIN_MS)).isTrue();
        assertThat(bucket.take(1, BEGIN_MS)).isFalse();
    }

    @Test
    void itRefillsByTheMillisecondAndNeverHoldsMoreThanASecondsWorth() {
        TokenBucket bucket = new TokenBucket(1000, BEGIN_MS);
        assertThat(bucket.take(1000, BEGIN_MS)).isTrue();
        assertThat(bucket.take(10, BEGIN_MS + 9)).isFalse();
        assertThat(bucket.take(10, BEGIN_MS + 10)).isTrue();
        assertThat(bucket.take(1001, BEGIN_MS + 3_600_000)).isFalse();
        assertThat(bucket.take(1000, BEGIN_MS + 3_600_000)).isTrue();
    }

    @Test
    void whatIsBorrowedIsPaidBackInTime() {
        TokenBucket bucket = new TokenBucket(1000, BEGIN_MS);
        assertThat(bucket.borrow(1000, BEGIN_MS)).isZero();
        assertThat(bucket.borrow(5000, BEGIN_MS)).isEqualTo(5000);
        assertThat(bucket.borrow(0, BEGIN_MS + 2000)).isEqualTo(3000);
        assertThat(bucket.take(1, BEGIN_MS + 4999)).isFalse();
        assertThat(bucket.borrow(0, BEGIN_MS + 5000)).isZero();
    }

    @Test
    void zeroIsNoLimit() {
        TokenBucket bucket = new TokenBucket(TokenBucket.UNLIMITED, BEGIN_MS);
        assertThat(bucket.take(Integer.MAX_VALUE, BEGIN_MS)).isTrue();
        assertThat(bucket.take(Integer.MAX_VALUE, BEGIN_MS)).isTrue();
        assertThat(bucket.borrow(Integer.MAX_VALUE, BEGIN_MS)).isZero();
    }
}
