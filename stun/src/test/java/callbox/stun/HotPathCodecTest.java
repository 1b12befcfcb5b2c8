package callbox.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HotPathCodecTest {
    private static final TransactionId ID = new TransactionId(0x12345678, 0x9abcdef012345678L);
    /// Both sides of the codec must work at any place of a larger buffer.
    private static final int OFFSET = 64;

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "2001:db8::7"})
    void aSendIndicationReadInPlaceSaysWhatTheDecoderSays(String ip) {
        TransportAddress peer = new TransportAddress(IpAddress.parse(ip).orElseThrow(), 40_000);
        ByteBuffer data = ByteBuffer.wrap(new byte[]{1, 2, 3, 4, 5});
        ByteBuffer message = shifted(StunEncoder.encode(new StunMessage(MessageClass.INDICATION, Method.SEND, ID,
                List.of(new Attribute.XorPeerAddress(peer), new Attribute.Data(data), new Attribute.DontFragment()))));
        SendIndication send = new SendIndication();

        assertThat(SendIndication.isAt(message, OFFSET)).isTrue();
        assertThat(send.read(message, OFFSET, message.limit() - OFFSET)).isTrue();
        assertThat(new IpAddress(send.family(), send.peerHigh(), send.peerLow())).isEqualTo(peer.ip());
        assertThat(send.peerPort()).isEqualTo(peer.port());
        assertThat(message.slice(send.dataPosition(), send.dataBytes())).isEqualTo(data);
        assertThat(send.dontFragment()).isTrue();
    }

    @Test
    void aSendIndicationWithoutPeerOrDataOrWithAnUnknownRequiredAttributeIsRefused() {
        Attribute peer = new Attribute.XorPeerAddress(new TransportAddress(IpAddress.ipv4(1), 1));
        Attribute data = new Attribute.Data(ByteBuffer.allocate(4));
        assertThat(reads(List.of(peer, data))).isTrue();
        assertThat(reads(List.of(peer))).isFalse();
        assertThat(reads(List.of(data))).isFalse();
        assertThat(reads(List.of(peer, data, new Attribute.Lifetime(1)))).isFalse();
        assertThat(reads(List.of(peer, data, new Attribute.Software("optional")))).isTrue();
    }

    @Test
    void noSequenceOfBytesMakesTheInPlaceReaderLeaveItsMessage() {
        SplittableRandom random = new SplittableRandom(8656);
        SendIndication send = new SendIndication();
        ByteBuffer valid = StunEncoder.encode(new StunMessage(MessageClass.INDICATION, Method.SEND, ID,
                List.of(new Attribute.XorPeerAddress(new TransportAddress(IpAddress.ipv6(1, 2), 3)),
                        new Attribute.Data(ByteBuffer.allocate(16)))));
        for (int i = 0; i < 200_000; i++) {
            ByteBuffer mutated = ByteBuffer.allocate(valid.remaining()).put(valid.duplicate()).flip();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                mutated.put(random.nextInt(mutated.limit()), (byte) random.nextInt());
            }
            if (send.read(mutated, 0, mutated.limit())) {
                assertThat(send.dataPosition() + send.dataBytes()).isLessThanOrEqualTo(mutated.limit());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, 5", "192.0.2.7, 8", "2001:db8::7, 1", "2001:db8::7, 1200"})
    void aDataIndicationWrittenInPlaceDecodes(String ip, int length) {
        TransportAddress peer = new TransportAddress(IpAddress.parse(ip).orElseThrow(), 50_001);
        int header = DataIndication.headerBytes(peer.family());
        ByteBuffer buffer = ByteBuffer.allocate(OFFSET + DataIndication.totalBytes(peer.family(), length));
        for (int i = OFFSET; i < buffer.limit(); i++) {
            buffer.put(i, (byte) 'd');
        }
        DataIndication.write(buffer, OFFSET, peer.family(), peer.ip().high(), peer.ip().low(), peer.port(), length,
                0x0123456789abcdefL);

        StunMessage message = Vectors.decode(buffer.slice(OFFSET, buffer.limit() - OFFSET)).message();
        assertThat(message.messageClass()).isEqualTo(MessageClass.INDICATION);
        assertThat(message.method()).isEqualTo(Method.DATA);
        assertThat(message.attributes()).containsExactly(new Attribute.XorPeerAddress(peer),
                new Attribute.Data(buffer.slice(OFFSET + header, length)));
    }

    @Test
    void channelDataIsReadAndWrittenInPlace() {
        ByteBuffer buffer = ByteBuffer.allocate(OFFSET + 8);
        ChannelData.writeHeader(buffer, OFFSET, 0x4ABC, 40_000);
        assertThat(ChannelData.channel(buffer, OFFSET)).isEqualTo(0x4ABC);
        assertThat(ChannelData.lengthBytes(buffer, OFFSET)).isEqualTo(40_000);
        assertThat(ChannelData.paddedBytes(5)).isEqualTo(12);
    }

    @Test
    void theFirstByteTellsWhatAPacketIs() {
        assertThat(PacketKind.of(0x00)).isEqualTo(PacketKind.STUN);
        assertThat(PacketKind.of(0x3F)).isEqualTo(PacketKind.STUN);
        assertThat(PacketKind.of(0x40)).isEqualTo(PacketKind.CHANNEL_DATA);
        assertThat(PacketKind.of(0x7F)).isEqualTo(PacketKind.CHANNEL_DATA);
        assertThat(PacketKind.of((byte) 0x80)).isEqualTo(PacketKind.OTHER);
    }

    private static boolean reads(List<Attribute> attributes) {
        ByteBuffer message = StunEncoder.encode(new StunMessage(MessageClass.INDICATION, Method.SEND, ID, attributes));
        return new SendIndication().read(message, 0, message.limit());
    }

    private static ByteBuffer shifted(ByteBuffer message) {
        return ByteBuffer.allocate(OFFSET + message.remaining()).position(OFFSET).put(message).flip();
    }
}
