package dev.healthdata.validator.transaction;

import dev.healthdata.testing.TestKafka;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceDataCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/**
 * Makes a partition have what a failure leaves in it now and then: a record of a transaction that its coordinator knows
 * nothing of. A producer of Kafka's client cannot, so this speaks to the broker as one of a time before brokers asked the
 * coordinator for each (KIP-890), and tells the broker not to ask.
 */
public final class LeftOpen {
    private static final ConfigResource EVERY_BROKER = new ConfigResource(ConfigResource.Type.BROKER, "");
    private static final ConfigEntry ASKS_NOT = new ConfigEntry("transaction.partition.verification.enable", "false");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LeftOpen() {}

    /** @param id of a producer that this makes, so that its own last transaction is over */
    public static void in(TopicPartition partition, String id, SimpleRecord record) throws Exception {
        Map<String, Object> properties = TestKafka.shared().client();
        properties.put("transactional.id", id);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
        of(partition, id, record);
    }

    /** @param id of a producer that there is */
    static void of(TopicPartition partition, String id, SimpleRecord record) throws Exception {
        try (Admin admin = Admin.create(TestKafka.shared().client())) {
            alter(admin, OpType.SET);
            try {
                send(
                        partition,
                        id,
                        admin.describeTransactions(List.of(id)).description(id).get(),
                        record);
            } finally {
                alter(admin, OpType.DELETE);
            }
        }
    }

    private static void alter(Admin admin, OpType type) throws ExecutionException, InterruptedException {
        admin.incrementalAlterConfigs(Map.of(EVERY_BROKER, List.of(new AlterConfigOp(ASKS_NOT, type))))
                .all()
                .get();
    }

    private static void send(TopicPartition partition, String id, TransactionDescription producer, SimpleRecord record)
            throws IOException {
        MemoryRecords records = MemoryRecords.withTransactionalRecords(
                Compression.NONE, producer.producerId(), (short) producer.producerEpoch(), 0, record);
        ProduceRequestData data = new ProduceRequestData()
                .setTransactionalId(id)
                .setAcks((short) -1)
                .setTimeoutMs(30_000)
                .setTopicData(new TopicProduceDataCollection(List.of(new TopicProduceData()
                                .setName(partition.topic())
                                .setPartitionData(List.of(new PartitionProduceData()
                                        .setIndex(partition.partition())
                                        .setRecords(records))))
                        .iterator()));
        ProduceRequest request = ProduceRequest.builder(data, true).build();
        RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, request.version(), "left-open", 1);
        // A partition that was just made has no leader yet.
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> answer(request, header).errorCounts().keySet(), Set.of(Errors.NONE)::equals);
    }

    private static AbstractResponse answer(ProduceRequest request, RequestHeader header) throws IOException {
        List<String> servers = List.of(TestKafka.shared().bootstrapServers());
        InetSocketAddress address = ClientUtils.parseAndValidateAddresses(servers, ClientDnsLookup.USE_ALL_DNS_IPS)
                .get(0);
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            ByteBuffer bytes = request.serializeWithHeader(header);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(bytes.remaining());
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return AbstractResponse.parseResponse(ByteBuffer.wrap(in.readNBytes(in.readInt())), header);
        }
    }
}
