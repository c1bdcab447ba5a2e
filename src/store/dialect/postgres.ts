import {
  type DataTypeNode,
  type DatabaseConnection,
  type Dialect,
  PostgresDialect,
  PostgresDriver,
  PostgresQueryCompiler,
} from "kysely";
import pg from "pg";
import { isLost, unreachable } from "./postgres-errors.ts";

/** Connections of one process; `max_connections` of Postgres is 100 where nobody changed it. */
const maxConnections = 10;
/** After it, whoever waits for a connection is told that there is none. */
const connectTimeoutMs = 10_000;

/** A pool of connections to the database that an address names. */
export function openPostgres(databaseUrl: string): Dialect {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: "patchbay",
    keepAlive: true,
    types: { getTypeParser },
  });
  // What waits for an answer on a connection that ends is told so; without these the process would end.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const dialect = new PostgresDialect({ pool });
  const told = new WeakSet<DatabaseConnection>();
  /** A connection that is gone in the middle of a statement is the same to whoever waits as one that is not to be had. */
  function telling(connection: DatabaseConnection): DatabaseConnection {
    if (told.has(connection)) return connection;
    told.add(connection);
    const execute = connection.executeQuery.bind(connection);
    const executeQuery: typeof connection.executeQuery = (query, options) =>
      execute<never>(query, options).catch((error: unknown) => {
        throw isLost(error) ? unreachable(databaseUrl, error) : error;
      });
    return Object.assign(connection, { executeQuery });
  }
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => new OneSchemaCompiler(),
    createDriver: () => {
      const driver = new PostgresDriver({ pool });
      const acquire = driver.acquireConnection.bind(driver);
      return Object.assign(driver, {
        acquireConnection: (): Promise<DatabaseConnection> =>
          acquire().then(telling, (error: unknown) => {
            throw unreachable(databaseUrl, error);
          }),
      });
    },
  };
}

/**
 * Types as SQLite has them, so that there is one schema: integers of 64 bits, numbers of double
 * precision, and text that is compared by its bytes, whatever the locale of the database is
 * (https://www.postgresql.org/docs/current/collation.html).
 */
const types: Readonly<Record<string, string>> = {
  integer: "bigint",
  real: "double precision",
  text: 'text collate "C"',
};

class OneSchemaCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    const isColumn = this.parentNode?.kind !== "CastNode";
    const type = isColumn ? types[node.dataType] : undefined;
    if (type === undefined) super.visitDataType(node);
    else this.append(type);
  }

  /** Postgres keeps no character 0 in text (https://www.postgresql.org/docs/current/datatype-character.html). */
  protected override appendValue(value: unknown): void {
    super.appendValue(typeof value === "string" ? value.replaceAll("\0", "\uFFFD") : value);
  }
}

/** Counts and sums are numbers here, as they are in SQLite: `int8`, and what a sum of those is. */
const numbers: ReadonlySet<number> = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);

/** Of this pool alone: `pg` is shared with others in the process. */
function getTypeParser(oid: number, format?: "text" | "binary"): (text: string) => unknown {
  return numbers.has(oid) ? Number : pg.types.getTypeParser(oid, format);
}
