// Armadillo's EM and k-means as a contestant: em FOLDER KIND N D K. Threads come from OMP_NUM_THREADS.
// Answers "steps WARMUP COUNT" and "score ITERATIONS 0" with a JSON object a line, as python/em_contestant.py does. A turn of steps
// is the time of COUNT + 1 iterations from the start less that of one.

#include <armadillo>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

using namespace arma;

static mat read(const std::string &path, uword rows, uword columns)
{
    mat values(rows, columns);
    std::ifstream(path, std::ios::binary).read(reinterpret_cast<char *>(values.memptr()), rows * columns * sizeof(double));
    return values;
}

static double peak_mib()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM", 0) == 0)
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

static double seconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int main(int, char **words)
{
    const std::string folder = words[1], kind = words[2];
    const uword n = std::stoul(words[3]), d = std::stoul(words[4]), k = std::stoul(words[5]);
    const mat x = read(folder + "/samples.f64", d, n); // a column a sample
    const mat means = read(folder + "/means.f64", d, k);
    const rowvec weights(k, fill::value(1.0 / k));

    // It stops where nothing changes any more, as of clusters far apart, and says how many iterations it made only in print: a line each.
    std::ostringstream print;
    set_cout_stream(print);
    auto made = [&] {
        const std::string lines = print.str(), line = "iteration:";
        int count = 0;
        for (size_t at = lines.find(line); at != std::string::npos; at = lines.find(line, at + 1))
            count++;
        return count;
    };

    // At most so many iterations from the start; the mean log-likelihood, or the mean squared distance, where it is asked for.
    auto run = [&](int iterations, bool score) -> double {
        print.str("");
        if (kind == "kmeans") {
            mat centres = means;
            kmeans(centres, x, k, keep_existing, iterations, true);
            double total = 0;
            for (uword i = 0; score && i < n; i++) {
                double least = datum::inf;
                for (uword c = 0; c < k; c++)
                    least = std::min(least, accu(square(x.col(i) - centres.col(c))));
                total += least;
            }
            return total / n;
        }
        if (kind == "full") {
            gmm_full model;
            cube covariances(d, d, k);
            covariances.each_slice() = mat(d, d, fill::eye);
            model.set_params(means, covariances, weights);
            model.learn(x, k, eucl_dist, keep_existing, 0, iterations, 1e-10, true);
            return score ? model.avg_log_p(x) : 0;
        }
        gmm_diag model;
        model.set_params(means, mat(d, k, fill::ones), weights);
        model.learn(x, k, eucl_dist, keep_existing, 0, iterations, 1e-10, true);
        return score ? model.avg_log_p(x) : 0;
    };

    std::cout << "{\"ready\": true}" << std::endl;
    std::string command;
    for (int first, second; std::cin >> command >> first >> second;) {
        if (command == "steps") {
            const double start = seconds();
            const std::clock_t start_processor = std::clock();
            run(1, false);
            const int few = made();
            const double warm = seconds();
            const std::clock_t warm_processor = std::clock();
            run(1 + second, false);
            const double elapsed = seconds() - warm - (warm - start);
            const double processor = double(std::clock() - warm_processor - (warm_processor - start_processor)) / CLOCKS_PER_SEC;
            const int more = made() - few;
            std::printf("{\"milliseconds\": %.17g, \"processorMilliseconds\": %.17g, \"peakMib\": %.17g}\n",
                        elapsed * 1000 / more, processor * 1000 / more, peak_mib());
        } else {
            std::printf("{\"score\": %.17g}\n", run(first, true));
        }
        std::fflush(stdout);
    }
}
