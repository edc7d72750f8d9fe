import type { Flag, Point, PointDefinition } from '@usina/core';
import type { Clock } from '@usina/core/time';
import type { DeviceError } from './DeviceError.ts';

/**
 * What speaks to one family of devices. A value that is passed in (`createFleet({ drivers: [sunspec] })`): nothing is
 * registered by importing a module. `Extra` names points beyond the standard vocabulary.
 */
export interface Driver<Extra extends string = never> {
  /** What `asset.connection.driver` says. */
  readonly id: string;
  /** `modbus-tcp`, `mqtt` … */
  readonly protocol: string;
  readonly maker?: string | undefined;
  readonly models?: readonly string[] | undefined;
  /** Manual and revision, or standard, that the driver was written from; tested on hardware or only simulated. */
  readonly source: string;
  /** Points that a device may deliver. A failed read flags them `commError` until the device has said which it has. */
  readonly points: readonly (Point | Extra)[];
  /** Definitions of points beyond the standard vocabulary. */
  readonly vocabulary?: Readonly<Record<string, PointDefinition>> | undefined;
  /**
   * Prepares one device. Opens nothing yet: the first `discover`, `read` or `listen` does.
   * Throws `DRIVER_URL_INVALID` or `DRIVER_OPTIONS_INVALID`.
   */
  open(device: DeviceAddress, host: DriverHost): DeviceSession<Point | Extra>;
}

/** Where one device is. */
export interface DeviceAddress {
  readonly assetId: string;
  readonly url: string;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  /** IANA zone of its site, for stamps that devices write in local time. */
  readonly timeZone: string;
}

export interface Credentials {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** What the fleet lends its drivers. */
export interface DriverHost {
  readonly clock: Clock;
  /** How long one request may stay unanswered, in real time. [ms] */
  readonly timeoutMs: number;
  /** Name and password for `scheme://host:port`, where the caller gave them. */
  credentials(origin: string): Credentials | undefined;
  /** The link under this key, made at first use and shared by all devices behind it; the fleet closes it. */
  link<L extends Link>(key: string, create: () => L): L;
}

/** A connection that several devices may share. */
export interface Link {
  /** Everything pending settles, then the socket is closed. */
  close(): Promise<void>;
}

/** One measurement of a device, before the fleet puts the asset's name on it. */
export interface Measurement<P extends string = string> {
  readonly values: Readonly<Partial<Record<P, number>>>;
  readonly flags?: Readonly<Partial<Record<P, readonly Flag[]>>> | undefined;
  /** The device's own stamp, where it has one. @defaultValue the fleet's clock [epoch ms, UTC] */
  readonly atMs?: number | undefined;
  readonly sequence?: number | undefined;
}

/** A model, register block or channel that a device was found to have. */
export interface DeviceModel {
  readonly id: number;
  readonly name?: string | undefined;
  readonly address: number;
  readonly length: number;
}

/** What a device says it is. */
export interface DeviceInfo {
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly serial?: string | undefined;
  readonly firmware?: string | undefined;
  readonly models?: readonly DeviceModel[] | undefined;
  /** What was odd about it, for a person. */
  readonly notes?: readonly string[] | undefined;
}

/** A device that is asked. */
export interface PolledSession<P extends string = string> {
  readonly delivery: 'polled';
  /** Throws a `DeviceError`. */
  discover(): Promise<DeviceInfo>;
  /** One measurement, now. Throws a `DeviceError`. */
  read(): Promise<Measurement<P>>;
}

/** A device that sends when it likes. */
export interface PushedSession<P extends string = string> {
  readonly delivery: 'pushed';
  discover(): Promise<DeviceInfo>;
  listen(listener: PushListener<P>): void;
  /** Resolves when everything that the device had sent before has been handed to the listener. */
  settle(): Promise<void>;
}

export interface PushListener<P extends string = string> {
  measurement(measurement: Measurement<P>): void;
  /** `error` says why it is not online. `malformed` counts messages that could not be read so far. */
  status(status: { error?: DeviceError | undefined; online?: boolean; malformed?: number }): void;
}

export type DeviceSession<P extends string = string> = PolledSession<P> | PushedSession<P>;
