import type { MqttClient } from 'mqtt';
import type { Credentials, Link } from '../driver/Driver.ts';
import { createPingBarrier } from './createPingBarrier.ts';
import { MqttError } from './MqttError.ts';
import { topicMatches } from './topicMatches.ts';

export interface MqttConnectionOptions {
  /** `mqtt://host:port` */
  origin: string;
  credentials?: Credentials | undefined;
  /** How long a caller waits for the broker's answers, in real time; never less than 3 s. [ms] */
  timeoutMs: number;
}

/** What a subscriber hears. */
export interface TopicListener {
  message(payload: Uint8Array, retained: boolean): void;
  /** Subscribed, or not and why. */
  state(error: MqttError | undefined): void;
}

/** A topic or filter with those who listen to it. */
interface Topic {
  readonly filter: string;
  readonly listeners: TopicListener[];
  /** Why the broker refused it, where it did. */
  refused: MqttError | undefined;
}

/** A broker answers for many devices and from further away than a register does. */
const leastAnswerMs = 3_000;
const connectMs = 10_000;
/** First and longest pause before the next attempt to connect; it doubles in between. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * One connection to a broker, shared by all assets that publish there. Connects at once, again after a loss, and
 * subscribes anew each time.
 */
export class MqttConnection implements Link {
  readonly #options: MqttConnectionOptions;
  readonly #topics = new Map<string, Topic>();
  readonly #client: Promise<MqttClient>;
  /** Resolves when the first attempt is decided: all topics subscribed, or no connection. */
  readonly #decided: Promise<void>;
  #decide!: () => void;
  #subscribed = false;
  #closed = false;
  #failure: MqttError | undefined;
  #barrier: (() => Promise<void>) | undefined;

  constructor(options: MqttConnectionOptions) {
    this.#options = options;
    this.#decided = new Promise((resolve) => {
      this.#decide = resolve;
    });
    this.#client = this.#connect();
  }

  /** Hears a topic, or all under a filter, for as long as the connection lives. */
  subscribe(filter: string, listener: TopicListener): void {
    const known = this.#topics.get(filter);
    const topic = known ?? { filter, listeners: [], refused: undefined };
    topic.listeners.push(listener);
    this.#topics.set(filter, topic);
    if (this.#subscribed) void this.#client.then((client) => this.#subscribeTo(client, topic));
    else if (this.#failure) listener.state(this.#failure);
  }

  /** Resolves when a filter is subscribed; rejects with why not. Waits for the first attempt to connect only. */
  async ready(filter: string): Promise<void> {
    await within(connectMs, this.#decided);
    if (!this.#subscribed) throw this.#failure ?? this.#unreachable('no answer in time');
    const refused = this.#topics.get(filter)?.refused;
    if (refused) throw refused;
  }

  /** Resolves when everything that the broker had sent before has been heard, or at once where there is no connection. */
  async settle(): Promise<void> {
    const answerMs = Math.max(leastAnswerMs, this.#options.timeoutMs);
    await within(answerMs, this.#decided);
    if (!this.#subscribed) return;
    this.#barrier ??= createPingBarrier(await this.#client);
    await within(answerMs, this.#barrier());
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const client = await this.#client;
    await new Promise<void>((resolve) => client.end(true, {}, () => resolve()));
    this.#subscribed = false;
    this.#failure = new MqttError('MQTT_CLOSED', `The connection to ${this.#options.origin} was closed by this side.`);
    this.#decide();
  }

  async #connect(): Promise<MqttClient> {
    const { connect } = await import('mqtt');
    const { origin, credentials } = this.#options;
    const client = connect(origin, {
      ...(credentials?.username === undefined ? {} : { username: credentials.username }),
      ...(credentials?.password === undefined ? {} : { password: credentials.password }),
      connectTimeout: connectMs,
      reconnectPeriod: firstPauseMs,
      reconnectOnConnackError: true,
      resubscribe: false,
    });
    let cause: Error | undefined;
    client.on('error', (error) => {
      cause = error;
    });
    client.on('connect', () => {
      client.options.reconnectPeriod = firstPauseMs;
      cause = undefined;
      void this.#subscribeToAll(client).then(() => {
        this.#subscribed = client.connected;
        this.#decide();
      });
    });
    client.on('close', () => {
      this.#subscribed = false;
      this.#tell(this.#unreachable(cause?.message ?? 'the broker closed the connection', cause));
      this.#decide();
    });
    client.on('reconnect', () => {
      client.options.reconnectPeriod = Math.min(longestPauseMs, (client.options.reconnectPeriod ?? firstPauseMs) * 2);
    });
    client.on('message', (topic, payload, packet) => {
      for (const { filter, listeners } of this.#topics.values()) {
        if (!topicMatches(filter, topic)) continue;
        for (const listener of listeners) listener.message(payload, packet.retain);
      }
    });
    return client;
  }

  /** Subscribes to all topics, those included that are asked for while the broker answers. */
  async #subscribeToAll(client: MqttClient): Promise<void> {
    const begun = new Set<Topic>();
    for (let more = [...this.#topics.values()]; more.length > 0; ) {
      for (const topic of more) begun.add(topic);
      await Promise.all(more.map((topic) => this.#subscribeTo(client, topic)));
      more = client.connected ? [...this.#topics.values()].filter((topic) => !begun.has(topic)) : [];
    }
  }

  async #subscribeTo(client: MqttClient, topic: Topic): Promise<void> {
    topic.refused = await client.subscribeAsync(topic.filter, { qos: 1 }).then(
      () => undefined,
      (cause: Error) => this.#refused(topic.filter, cause),
    );
    if (!client.connected) return;
    for (const listener of topic.listeners) listener.state(topic.refused);
  }

  #tell(error: MqttError): void {
    if (this.#closed) return;
    this.#failure = error;
    for (const { listeners } of this.#topics.values()) for (const listener of listeners) listener.state(error);
  }

  #unreachable(why: string, cause?: unknown): MqttError {
    const { origin } = this.#options;
    const message = `No connection to the broker ${origin}: ${why}. Check address, port and credentials.`;
    return new MqttError('MQTT_UNREACHABLE', message, { context: { origin }, cause });
  }

  #refused(filter: string, cause: Error): MqttError {
    const { origin } = this.#options;
    const message = `The broker ${origin} refused the topic "${filter}": ${cause.message}. Check the topic and the rights of the user.`;
    return new MqttError('MQTT_REFUSED', message, { context: { origin, topic: filter }, cause });
  }
}

/** Waits for a promise that does not reject, but no longer than this. */
async function within(ms: number, promise: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([promise, timeout]);
  clearTimeout(timer);
}
