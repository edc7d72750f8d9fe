import type { MqttClient } from 'mqtt';

/**
 * A barrier over a connection: resolves when everything has been heard that the broker had sent before the call. The
 * broker answers a ping in order with its messages. Resolves too when the connection goes. Calls share pings.
 */
export function createPingBarrier(client: MqttClient): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  function start(): Promise<void> {
    running = pingAnswered(client).finally(() => {
      running = undefined;
    });
    return running;
  }

  return () => {
    if (!running) return start();
    // A ping on its way may be ahead of messages that came after it was sent: another one follows it.
    next ??= running.then(() => {
      next = undefined;
      return start();
    });
    return next;
  };
}

function pingAnswered(client: MqttClient): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      client.off('packetreceive', received);
      client.off('close', done);
      resolve();
    };
    const received = ({ cmd }: { cmd: string }) => {
      if (cmd === 'pingresp') done();
    };
    client.on('packetreceive', received);
    client.on('close', done);
    if (client.connected) client.sendPing();
    else done();
  });
}
