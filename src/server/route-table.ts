/** Finds the route `POST /api/keys/:id` of a table for a request; fixed words go before parameters. */
export function createRouteTable<T>(table: Readonly<Record<string, T>>) {
  const routes = Object.entries(table)
    .map(([route, value]) => {
      const [method = "", path = ""] = route.split(" ");
      const names: string[] = [];
      const pattern = path.replace(/:(\w+)/g, (_, name: string) => {
        names.push(name);
        return "([^/]+)";
      });
      return { route, method, names, path: new RegExp(`^${pattern}$`), value };
    })
    .toSorted((a, b) => a.names.length - b.names.length);
  return (method: string, path: string) => {
    for (const { names, value, ...route } of routes) {
      const found = route.method === method ? route.path.exec(path) : null;
      if (!found) continue;
      const params = Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""]));
      return { route: route.route, value, params };
    }
    return undefined;
  };
}
