export default function AddToolScreen() {
  return null;
}
