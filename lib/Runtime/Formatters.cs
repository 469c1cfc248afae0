namespace Gmm; public static class Formatters { public static void Register() { } }
