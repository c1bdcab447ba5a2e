export default function ConnectorScreen({ id }: { readonly id: string }) {
  return id;
}
