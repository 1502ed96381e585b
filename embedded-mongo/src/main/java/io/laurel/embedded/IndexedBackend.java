package io.laurel.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.LongAdder;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases of one store. */
final class IndexedBackend extends AbstractMongoBackend {
  private static final Logger LOG = LoggerFactory.getLogger(IndexedBackend.class);

  private static final int MAX_WRITE_BATCH = 100_000;

  private final MVStore store;
  private final LongAdder documentsExamined;
  private @Nullable Breakage breakage;

  IndexedBackend(MVStore store, LongAdder documentsExamined) {
    this.store = store;
    this.documentsExamined = documentsExamined;
    IndexedDatabase.names(store).forEach(this::resolveDatabase);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new IndexedDatabase(name, store, getCursorRegistry(), documentsExamined);
  }

  /** Takes as many writes at once as MongoDB; the library's 1 000 would split a larger batch. */
  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    Document reply = super.handleCommand(channel, database, command, query);
    reply.computeIfPresent("maxWriteBatchSize", (name, size) -> MAX_WRITE_BATCH);
    return reply;
  }

  /**
   * Answers a refused command itself, where the library would log the whole command, with what may
   * be secret in it, as an error.
   */
  @Override
  public Document handleMessage(MongoMessage message) {
    try {
      return super.handleMessage(message);
    } catch (MongoServerException e) {
      LOG.debug("refused {}: {}", message.getDocument().keySet().iterator().next(), e.getMessage());
      return refusal(e);
    } catch (RuntimeException e) {
      if (breakage == null || !Breakage.is(e)) {
        throw e;
      }
      breakage.because(e);
      return refusal(new MongoServerException("the data file cannot be used any more"));
    }
  }

  /** Who is to be told where a command meets a file that cannot be read. */
  void onBreakage(Breakage told) {
    breakage = told;
  }

  private static Document refusal(MongoServerException e) {
    var reply = new Document("ok", 0).append("errmsg", e.getMessageWithoutErrorCode());
    if (e instanceof MongoServerError error) {
      reply.append("code", error.getCode());
      reply.putIfNotNull("codeName", error.getCodeName());
    }
    return reply;
  }
}
