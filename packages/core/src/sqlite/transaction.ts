import type { DatabaseSync } from 'node:sqlite';

/** Runs the work in one transaction: all of it or nothing. */
export function transaction(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

/** SQLite itself rolls back after some faults, a full disk among them; Node before 22.16 cannot say whether it has. */
function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch (error) {
    if (!(error as Error).message.includes('no transaction is active')) throw error;
  }
}
